using Chat.Data;

namespace Chat.Accounts;

/// <summary>Receives people who have just signed up. Rooms do: they know where a newcomer should land.</summary>
public interface INewcomers
{
    /// <summary>The address of the page to land on.</summary>
    Task<string> WelcomeAsync(Person newcomer, CancellationToken cancellationToken);
}
