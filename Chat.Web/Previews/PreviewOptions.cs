namespace Chat.Previews;

/// <summary>Section <c>Chat:Previews</c>.</summary>
public sealed class PreviewOptions
{
    /// <summary>False where the server must never ask others, whatever an administrator says.</summary>
    public bool Enabled { get; set; } = true;
}
