namespace Chat.Accounts;

/// <summary>Hears what somebody is called now. People does: open pages show it.</summary>
public interface INameWitness
{
    Task RenamedAsync(long person, string name, CancellationToken cancellationToken);
}
