using Chat.Accounts;
using Chat.Data;
using Chat.Shared;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using QRCoder;

namespace Chat.Rooms;

/// <summary>The invite links of a room, for its owners and moderators.</summary>
public sealed class LinksModel(ChatDb db, LinkUpkeep links, Limits limits, TimeProvider clock, Me me, IStringLocalizer<Text> text) : PageModel
{
    /// <summary>Hours that a link can open the room for; 0 for ever.</summary>
    private static readonly int[] Lifetimes = [1, 24, 7 * 24, 30 * 24, 0];

    /// <summary>How many can come in by a link; 0 for any number.</summary>
    private static readonly int[] Numbers = [1, 10, 100, 0];

    [BindProperty(SupportsGet = true)]
    public long Id { get; set; }

    /// <summary>The link whose QR code is shown.</summary>
    [BindProperty(SupportsGet = true)]
    public long? Show { get; set; }

    [BindProperty]
    public int Hours { get; set; }

    [BindProperty]
    public int Uses { get; set; }

    [BindProperty]
    public long Link { get; set; }

    public MyRoom Room { get; private set; } = null!;

    public IReadOnlyList<OpenLink> Open { get; private set; } = [];

    public string AddressOf(OpenLink link) => $"{Request.Scheme}://{Request.Host}/i/{link.Code}";

    public HtmlString QrOf(OpenLink link)
    {
        using var generator = new QRCodeGenerator();
        using var data = generator.CreateQrCode(AddressOf(link), QRCodeGenerator.ECCLevel.M);
        using var code = new SvgQRCode(data);
        return new HtmlString(code.GetGraphic(1, "#000", "#fff", sizingMode: SvgQRCode.SizingMode.ViewBoxAttribute));
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) =>
        await LoadAsync(cancellationToken) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!Lifetimes.Contains(Hours) || !Numbers.Contains(Uses))
            return BadRequest();
        if (await RefuseAsync(cancellationToken) is { } refused)
            return refused;
        var (outcome, link) = await links.MakeAsync(
            me.Id, Id, Hours == 0 ? null : TimeSpan.FromHours(Hours), Uses == 0 ? null : Uses);
        return outcome switch
        {
            LinkOutcome.Done => this.SeeOther($"/rooms/{Id}/invite?show={link}"),
            LinkOutcome.TooMany => this.Invalid("", text["The room has {0} open links, which is the most: revoke one first.", LinkUpkeep.MaxOpen]),
            _ => NotFound(),
        };
    }

    public async Task<IActionResult> OnPostRevokeAsync(CancellationToken cancellationToken)
    {
        if (await RefuseAsync(cancellationToken) is { } refused)
            return refused;
        return await links.RevokeAsync(me.Id, Id, Link) is LinkOutcome.Done ? this.SeeOther($"/rooms/{Id}/invite") : NotFound();
    }

    private async Task<IActionResult?> RefuseAsync(CancellationToken cancellationToken)
    {
        if (!await LoadAsync(cancellationToken))
            return NotFound();
        return limits.Changes.Refuses(me.Id) is { } wait ? this.TooMany(wait) : null;
    }

    private async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await MyRoom.FindAsync(db, me.Id, Id, cancellationToken) is not { IsKeeper: true, Kind: RoomKind.Named } room)
            return false;
        Room = room;
        Open = await db.InviteLinks
            .Live(clock.GetUtcNow())
            .Where(l => l.RoomId == Id)
            .OrderByDescending(l => l.Id)
            .Select(l => new OpenLink(l.Id, l.Code, l.CreatedBy!.DisplayName, l.ExpiresAt, l.Uses, l.MaxUses))
            .ToListAsync(cancellationToken);
        return true;
    }
}

public sealed record OpenLink(long Id, string Code, string Maker, DateTimeOffset? ExpiresAt, int Uses, int? MaxUses);
