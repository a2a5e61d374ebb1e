namespace Chat.Data;

/// <summary>A person's own folder of rooms in the sidebar.</summary>
public sealed class Folder
{
    public long Id { get; init; }

    public required long PersonId { get; init; }

    public required string Name { get; set; }
}
