using Chat.Data;
using Chat.Previews;

namespace Chat.Admin;

/// <summary>What the server asks of others on its people's word.</summary>
public sealed class Lookout(Writer writer)
{
    /// <summary>False if the person does not administer the server.</summary>
    public Task<bool> DecideAsync(long administrator, bool previews) => writer.Run(scope =>
    {
        if (!scope.Administers(administrator))
            return false;
        if (PreviewSwitch.Turn(scope, previews))
            scope.Audit(administrator, Deeds.PreviewsChanged, detail: PreviewSwitch.WordOf(previews));
        return true;
    });
}
