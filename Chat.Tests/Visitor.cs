using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Chat.Tests;

/// <summary>Somebody with a browser: keeps cookies, reads pages, posts their forms.</summary>
public sealed class Visitor : IDisposable
{
    public const string Password = "correct horse";

    private readonly CookieContainer cookies = new();
    private readonly HttpClient http;
    private string? token;

    public Visitor(Uri address)
    {
        Address = address;
        http = new HttpClient(new SocketsHttpHandler
        {
            CookieContainer = cookies,
            AllowAutoRedirect = false,
            ResponseDrainTimeout = TimeSpan.Zero, // a stream that is let go is let go at once
        })
        { BaseAddress = address };
        http.DefaultRequestHeaders.Accept.ParseAdd("text/html");
    }

    public Uri Address { get; }

    public string UserName { get; private set; } = "";

    /// <summary>The person's id, once signed in.</summary>
    public long Id { get; private set; }

    /// <summary>The page that signing up led to.</summary>
    public string Landing { get; private set; } = "";

    public async Task SignUpAsync(string userName, string displayName)
    {
        using var answer = await PostAsync("/signup", ("UserName", userName), ("DisplayName", displayName), ("Password", Password));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        await EnterAsync(userName, answer);
    }

    public async Task SignInAsync(string userName, string password = Password)
    {
        using var answer = await PostAsync("/signin", ("UserName", userName), ("Password", password));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        await EnterAsync(userName, answer);
    }

    private async Task EnterAsync(string userName, HttpResponseMessage answer)
    {
        UserName = userName;
        Landing = answer.Headers.Location!.ToString();
        token = null;
        var page = await PageAsync("/rooms");
        Id = long.Parse(page.Body!.GetAttribute("data-person")!, CultureInfo.InvariantCulture);
    }

    public Task<HttpResponseMessage> GetAsync(string path, string accept = "text/html", params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Get, path, accept, content: null, headers);

    public async Task<IHtmlDocument> PageAsync(string path)
    {
        using var answer = await GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await ReadAsync(answer);
    }

    public static async Task<IHtmlDocument> ReadAsync(HttpResponseMessage answer) =>
        new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());

    /// <summary>Posts a form as a page would, with the antiforgery token that goes with these cookies.</summary>
    public Task<HttpResponseMessage> PostAsync(string path, params (string Name, string Value)[] fields) =>
        PostFormAsync(path, "text/html", fields);

    /// <summary>Posts a form as a script would, asking for JSON.</summary>
    public Task<HttpResponseMessage> PostJsonAsync(string path, params (string Name, string Value)[] fields) =>
        PostFormAsync(path, "application/json", fields);

    private async Task<HttpResponseMessage> PostFormAsync(string path, string accept, (string Name, string Value)[] fields)
    {
        token ??= await TokenAsync();
        using var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        return await SendAsync(HttpMethod.Post, path, accept, form, ("RequestVerificationToken", token));
    }

    /// <summary>The token in the head of a page; another after signing in or out.</summary>
    public async Task<string> TokenAsync()
    {
        var page = await ReadAsync(await GetAsync(Id == 0 ? "/signin" : "/rooms/join"));
        return page.QuerySelector("meta[name=csrf]")!.GetAttribute("content")!;
    }

    public async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, string accept, HttpContent? content, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        request.Headers.Accept.Clear();
        request.Headers.Accept.ParseAdd(accept);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    /// <summary>A new room's id.</summary>
    public async Task<long> CreateRoomAsync(string name, string password = "", bool listed = true)
    {
        using var answer = await PostAsync("/rooms", ("Name", name), ("Password", password), ("Listed", listed ? "true" : "false"));
        return RoomOf(answer);
    }

    public async Task<long> JoinAsync(string name, string password)
    {
        using var answer = await PostAsync("/rooms/join", ("Name", name), ("Password", password));
        return RoomOf(answer);
    }

    public async Task JoinAsync(long room)
    {
        using var answer = await PostAsync($"/rooms/{room}/join");
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
    }

    public async Task LeaveAsync(long room)
    {
        using var answer = await PostAsync($"/rooms/{room}/leave");
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
    }

    private static long RoomOf(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        return long.Parse(answer.Headers.Location!.ToString().Split('/')[^1], CultureInfo.InvariantCulture);
    }

    /// <summary>Says something and is told where it stands.</summary>
    public async Task<Receipt> SayAsync(long room, string body, Guid? clientId = null)
    {
        using var answer = await PostJsonAsync($"/rooms/{room}/messages", ("Body", body), ("ClientId", (clientId ?? Guid.NewGuid()).ToString()));
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<Receipt>(JsonSerializerOptions.Web))!;
    }

    public async Task<Receipt> EditAsync(long room, long number, string body)
    {
        using var answer = await PostJsonAsync($"/rooms/{room}/{number}/edit", ("Body", body));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<Receipt>(JsonSerializerOptions.Web))!;
    }

    public async Task<Receipt> DeleteAsync(long room, long number)
    {
        using var answer = await PostJsonAsync($"/rooms/{room}/{number}/delete");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<Receipt>(JsonSerializerOptions.Web))!;
    }

    /// <summary>The messages on a page, oldest first: number and text.</summary>
    public async Task<IReadOnlyList<(long Number, string Text)>> ReadRoomAsync(string path) =>
        [.. (await PageAsync(path)).QuerySelectorAll("article.message").Select(article => (NumberOf(article), TextOf(article)))];

    private static long NumberOf(IElement article) => long.Parse(article.GetAttribute("data-number")!, CultureInfo.InvariantCulture);

    private static string TextOf(IElement article) => article.QuerySelector(".body")!.TextContent.Trim();

    /// <summary>One poll: <c>{"epoch","events","cursors","heads","reads","stamp"}</c>.</summary>
    public async Task<JsonElement> PollAsync(string query, CancellationToken cancellationToken = default)
    {
        using var answer = await GetAsync($"/events?{query}", "application/json");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
    }

    public async Task<EventReader> StreamAsync(string query)
    {
        var answer = await GetAsync($"/events?{query}", "text/event-stream");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return new EventReader(answer);
    }

    public void Dispose() => http.Dispose();
}

public sealed record Receipt(long Room, long Number, long Rev);
