using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Chat.Tests;

/// <summary>Somebody with a browser: keeps cookies, reads pages, posts their forms; over HTTPS in HTTP/2.</summary>
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
            SslOptions = { RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate?.Subject == Certificate.Name },
        })
        {
            BaseAddress = address,
            DefaultRequestVersion = address.Scheme == Uri.UriSchemeHttps ? HttpVersion.Version20 : HttpVersion.Version11,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        http.DefaultRequestHeaders.Accept.ParseAdd("text/html");
    }

    /// <summary>The browser asks for pages in this language from now on.</summary>
    public void Speaks(string language) => http.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);

    public Uri Address { get; }

    /// <summary>The value of the session's cookie.</summary>
    public string Cookie => cookies.GetCookies(Address)["chat"]!.Value;

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

    /// <summary>The page as a browser without scripts has it: parsed, and aware of its own address.</summary>
    public static async Task<IHtmlDocument> ReadAsync(HttpResponseMessage answer)
    {
        var html = await answer.Content.ReadAsStringAsync();
        var address = answer.RequestMessage!.RequestUri!.ToString();
        return (IHtmlDocument)await BrowsingContext.New().OpenAsync(page => page.Address(address).Content(html));
    }

    /// <summary>Presses the button of a form on a page: what goes out is what the form holds, to where it says.</summary>
    /// <param name="form">A selector of the form.</param>
    /// <param name="typed">What is typed into its fields; each must be there. A box is ticked by "true".</param>
    public async Task<HttpResponseMessage> SubmitAsync(IHtmlDocument page, string form, params (string Name, string Value)[] typed)
    {
        var element = Assert.IsAssignableFrom<IHtmlFormElement>(page.QuerySelector(form));
        foreach (var (name, value) in typed)
            Type(element.Elements.First(field => field.GetAttribute("name") == name), value);
        var submission = element.GetSubmission()!;
        token = null; // the form may have signed in or out
        var answer = await SendAsync(
            new HttpMethod(submission.Method.ToString().ToUpperInvariant()), submission.Target.Href, "text/html",
            submission.Method is AngleSharp.Io.HttpMethod.Post ? Content(submission) : null);
        return answer;
    }

    private static void Type(IElement field, string value)
    {
        switch (field)
        {
            case IHtmlInputElement { Type: "checkbox" } box:
                box.IsChecked = value == "true";
                break;
            case IHtmlTextAreaElement area:
                area.Value = value;
                break;
            case IHtmlSelectElement choice:
                choice.Value = value;
                break;
            default:
                ((IHtmlInputElement)field).Value = value;
                break;
        }
    }

    private static StreamContent Content(AngleSharp.Io.DocumentRequest submission)
    {
        var content = new StreamContent(submission.Body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(submission.MimeType!);
        return content;
    }

    /// <summary>What the browser would show next: the page that a redirect leads to.</summary>
    public async Task<IHtmlDocument> FollowAsync(HttpResponseMessage answer)
    {
        Assert.InRange((int)answer.StatusCode, 302, 303);
        return await PageAsync(answer.Headers.Location!.ToString());
    }

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
        using var request = new HttpRequestMessage(method, path)
        {
            Content = content,
            Version = http.DefaultRequestVersion,
            VersionPolicy = http.DefaultVersionPolicy,
        };
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

    private static long NumberOf(IElement article) => long.Parse(article.Id![1..], CultureInfo.InvariantCulture);

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
