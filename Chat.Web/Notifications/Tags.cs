using System.Globalization;

namespace Chat.Notifications;

/// <summary>What notifications are about: a device shows one of each, and the next takes its place.</summary>
internal static class Tags
{
    /// <param name="thread">0 for the room itself.</param>
    public static string OfRoom(long room, long thread) => thread == 0
        ? string.Create(CultureInfo.InvariantCulture, $"room-{room}")
        : string.Create(CultureInfo.InvariantCulture, $"room-{room}-thread-{thread}");

    public static string OfReminder(long reminder) => string.Create(CultureInfo.InvariantCulture, $"reminder-{reminder}");

    public static string OfScheduled(long scheduled) => string.Create(CultureInfo.InvariantCulture, $"scheduled-{scheduled}");

    /// <summary>Where a click leads: to the message, in its thread if it has one.</summary>
    public static string PathTo(long room, long number) => string.Create(CultureInfo.InvariantCulture, $"/rooms/{room}/{number}");
}
