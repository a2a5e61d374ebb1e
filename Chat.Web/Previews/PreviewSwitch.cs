using Chat.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Chat.Previews;

/// <summary>Whether the server looks at links: an administrator says so, where the configuration lets it at all.</summary>
public sealed class PreviewSwitch(ChatDb db, IOptions<PreviewOptions> options)
{
    internal const string Key = "previews";
    internal const string Off = "off";
    private const string On = "on";

    /// <summary>Whether the configuration lets an administrator choose.</summary>
    public bool IsAllowed => options.Value.Enabled;

    public async Task<bool> IsOnAsync(CancellationToken cancellationToken) =>
        IsAllowed && !await db.Settings.AnyAsync(s => s.Key == Key && s.Value == Off, cancellationToken);

    internal static bool IsOn(WriteScope scope) => !scope.Db.Settings.Any(s => s.Key == Key && s.Value == Off);

    /// <summary>False if it was so already.</summary>
    internal static bool Turn(WriteScope scope, bool on)
    {
        if (IsOn(scope) == on)
            return false;
        var setting = scope.Db.Settings.SingleOrDefault(s => s.Key == Key);
        if (setting is null)
            scope.Db.Settings.Add(setting = new Setting { Key = Key, Value = "" });
        setting.Value = WordOf(on);
        scope.Db.SaveChanges();
        return true;
    }

    /// <summary>As it is written into the audit log.</summary>
    internal static string WordOf(bool on) => on ? On : Off;
}
