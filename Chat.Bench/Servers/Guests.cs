using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Chat.Bench.Load;

namespace Chat.Bench.Servers;

/// <summary>Somebody signed in: what a browser would send with each request.</summary>
/// <param name="Name">By which one signs in.</param>
internal sealed record Account(string Name, string Cookie, string Token)
{
    /// <summary>The token is the antiforgery token of a page that was shown to this account.</summary>
    public string Headers => $"Cookie: {Cookie}\r\nRequestVerificationToken: {Token}\r\n";

    /// <summary>The request for a stream of a room.</summary>
    public Opening Stream(long room, long cursor) => new(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture,
        $"GET /events?rooms={room}:{cursor} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/event-stream\r\nCookie: {Cookie}\r\n\r\n")));

    /// <summary>Long polls of a room by one of the account's tabs, each held as long as a browser asks.</summary>
    public CursorPolling Poll(int tab, long room, long cursor) => new(
        $"GET /events?wait=25&client={tab}&rooms={room}:", cursor, $" HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: application/json\r\nCookie: {Cookie}\r\n\r\n",
        $"\"cursors\":{{\"{room}\":");
}

/// <summary>Signs people up through the pages and brings them into the first room.</summary>
internal sealed partial class Guests(int port) : IDisposable
{
    /// <summary>The first account gets it.</summary>
    public const long Lobby = 1;

    private readonly HttpClient http = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false })
    {
        BaseAddress = new Uri($"http://127.0.0.1:{port}"),
    };

    public async Task<Account[]> ComeAsync(int count)
    {
        var accounts = new Account[count];
        accounts[0] = await ComeAsync("p0");
        await Parallel.ForAsync(1, count, new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (i, _) => accounts[i] = await ComeAsync($"p{i}"));
        return accounts;
    }

    private async Task<Account> ComeAsync(string name)
    {
        var account = await SignUpAsync(name);
        await JoinAsync(account, Lobby);
        return account;
    }

    /// <summary>Into an open room.</summary>
    public async Task JoinAsync(Account account, long room)
    {
        using var joined = await PostAsync($"/rooms/{room}/join", account, []);
    }

    private async Task<Account> SignUpAsync(string name)
    {
        using var form = await GetAsync("/signup", "");
        var visitor = new Account(name, CookiesOf(form), await TokenOf(form));
        using var signedUp = await PostAsync("/signup", visitor, new() { ["UserName"] = name, ["Password"] = "correct horse" });
        var cookie = $"{visitor.Cookie}; {CookiesOf(signedUp)}";
        using var page = await GetAsync("/rooms", cookie);
        return new Account(name, cookie, await TokenOf(page));
    }

    /// <summary>The revision at which the room's page stands.</summary>
    public async Task<long> CursorAsync(Account account, long room)
    {
        using var page = await GetAsync($"/rooms/{room}", account.Cookie);
        return long.Parse(Cursor().Match(await page.Content.ReadAsStringAsync()).Groups["value"].Value, CultureInfo.InvariantCulture);
    }

    private async Task<HttpResponseMessage> GetAsync(string path, string cookie)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (cookie is not "")
            request.Headers.Add("Cookie", cookie);
        var answer = await http.SendAsync(request);
        return answer.EnsureSuccessStatusCode();
    }

    private async Task<HttpResponseMessage> PostAsync(string path, Account account, Dictionary<string, string> fields)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(fields) };
        request.Headers.Add("Cookie", account.Cookie);
        request.Headers.Add("RequestVerificationToken", account.Token);
        var answer = await http.SendAsync(request);
        return answer.StatusCode is HttpStatusCode.Found or HttpStatusCode.SeeOther
            ? answer
            : throw new HttpRequestException($"POST {path} answered {(int)answer.StatusCode}");
    }

    private static string CookiesOf(HttpResponseMessage answer) =>
        string.Join("; ", answer.Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split(';')[0]));

    private static async Task<string> TokenOf(HttpResponseMessage page) =>
        Token().Match(await page.Content.ReadAsStringAsync()).Groups["value"].Value;

    public void Dispose() => http.Dispose();

    [GeneratedRegex("name=\"csrf\" content=\"(?<value>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Token();

    [GeneratedRegex("data-cursor=\"(?<value>[0-9]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Cursor();
}
