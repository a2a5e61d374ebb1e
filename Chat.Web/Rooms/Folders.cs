using Chat.Data;
using Chat.Delivery;
using Microsoft.EntityFrameworkCore;

namespace Chat.Rooms;

/// <summary>A person's own folders.</summary>
public sealed class Folders(Writer writer, Hub hub)
{
    /// <summary>Folders of one person. More need a search of their own.</summary>
    public const int MaxFolders = 50;

    private static readonly Func<ChatDb, long, IAsyncEnumerable<Folder>> Query =
        EF.CompileAsyncQuery((ChatDb db, long person) =>
            db.Folders.Where(f => f.PersonId == person).OrderBy(f => f.Name).ThenBy(f => f.Id).AsNoTracking());

    public static async Task<List<Folder>> OfAsync(ChatDb db, long person, CancellationToken cancellationToken)
    {
        var folders = new List<Folder>();
        await foreach (var folder in Query(db, person).WithCancellation(cancellationToken))
            folders.Add(folder);
        return folders;
    }

    /// <summary>False if the person has enough of them.</summary>
    public Task<bool> CreateAsync(long person, string name) => writer.Run(scope =>
    {
        if (scope.Db.Folders.Count(f => f.PersonId == person) >= MaxFolders)
            return false;
        scope.Db.Folders.Add(new Folder { PersonId = person, Name = name });
        scope.Db.SaveChanges();
        return true;
    });

    /// <summary>False if the person has no such folder.</summary>
    public Task<bool> RenameAsync(long person, long folder, string name) => TellAsync(person, scope =>
        scope.Db.Folders.Where(f => f.Id == folder && f.PersonId == person)
            .ExecuteUpdate(set => set.SetProperty(f => f.Name, name)) > 0);

    /// <summary>What lay in it lies where it would without. False if the person has no such folder.</summary>
    public Task<bool> DeleteAsync(long person, long folder) => TellAsync(person, scope =>
    {
        scope.Db.Memberships.Where(m => m.PersonId == person && m.FolderId == folder)
            .ExecuteUpdate(set => set.SetProperty(m => m.FolderId, (long?)null));
        return scope.Db.Folders.Where(f => f.Id == folder && f.PersonId == person).ExecuteDelete() > 0;
    });

    private async Task<bool> TellAsync(long person, Func<WriteScope, bool> work)
    {
        var done = await writer.Run(work);
        if (done)
            hub.TellRooms(person);
        return done;
    }
}
