namespace Chat.Data;

/// <summary>A fact about the whole database, such as its epoch.</summary>
public sealed class Setting
{
    public required string Key { get; init; }

    public required string Value { get; set; }
}
