using System.Security.Cryptography;
using Chat.Data;
using Chat.Outbound;
using Microsoft.Extensions.Options;

namespace Chat.Previews;

/// <summary>
/// Our own copies of pages' pictures: a reader's browser asks us and not a stranger, who would learn who reads when.
/// A picture is kept under a name that nobody can guess, and its bytes say what it is.
/// </summary>
internal sealed partial class Pictures(GuardedClient client, IOptions<DataOptions> options, ILogger<Pictures> logger)
{
    private const int MaxBytes = 5 * 1024 * 1024;

    private static readonly Wanted Picture = new("image/webp,image/png,image/jpeg,image/gif", MaxBytes);

    private string Folder => Path.Combine(options.Value.Folder, "previews");

    /// <param name="former">The name of the picture whose place it takes, so that what shows that one shows this one.</param>
    /// <returns>Null if there is none that can be shown.</returns>
    public async Task<StoredPicture?> FetchAsync(Uri url, string? former, CancellationToken cancellationToken)
    {
        var fetched = await client.GetAsync(url, Picture, cancellationToken);
        if (fetched.Outcome is not FetchOutcome.Ok || PictureHeader.Read(fetched.Body.Span) is not { IsShown: true } header)
            return null;
        var name = former ?? RandomNumberGenerator.GetHexString(32, lowercase: true);
        return await KeepAsync(name, fetched.Body, cancellationToken) ? new StoredPicture(name, header.Width, header.Height) : null;
    }

    /// <summary>A card without its picture is better than none where the disk is full.</summary>
    private async Task<bool> KeepAsync(string name, ReadOnlyMemory<byte> picture, CancellationToken cancellationToken)
    {
        var path = Path.Combine(Folder, name);
        try
        {
            Directory.CreateDirectory(Folder);
            await File.WriteAllBytesAsync($"{path}.new", picture, cancellationToken);
            File.Move($"{path}.new", path, overwrite: true);
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            LogNotKept(error);
            return false;
        }
    }

    /// <param name="name">As the database has it.</param>
    /// <returns>Null if the file is gone, or is none of ours.</returns>
    public (FileStream File, string MediaType)? Open(string name)
    {
        try
        {
            var file = new FileStream(Path.Combine(Folder, name), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 4_096, useAsync: true);
            Span<byte> start = stackalloc byte[PictureHeader.Signature];
            var read = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
            file.Position = 0;
            if (PictureHeader.MediaTypeOf(start[..read]) is { } type)
                return (file, type);
            file.Dispose();
            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Removes all pictures but these, and those that have only just come.</summary>
    public void RemoveAllBut(IReadOnlySet<string> names, DateTimeOffset before)
    {
        if (!Directory.Exists(Folder))
            return;
        foreach (var file in new DirectoryInfo(Folder).EnumerateFiles().Where(file => new DateTimeOffset(file.LastWriteTimeUtc) < before && !names.Contains(file.Name)))
            file.Delete();
    }

    [LoggerMessage(EventName = "PreviewPictureNotKept", Level = LogLevel.Warning, Message = "The picture of a link preview could not be kept")]
    private partial void LogNotKept(Exception error);
}

internal sealed record StoredPicture(string Name, int Width, int Height);
