using Chat.Data;

namespace Chat.Rooms;

/// <summary>Sees that somebody has read, inside the transaction that says so.</summary>
public interface IReadWitness
{
    /// <summary>In one room, its threads included: some of it, or all.</summary>
    void HasRead(WriteScope scope, long person, long room);

    /// <summary>In many rooms at once.</summary>
    void HasReadAll(WriteScope scope, long person);
}
