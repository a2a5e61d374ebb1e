using System.Buffers.Text;
using System.Text.Json;
using Chat.Data;
using Chat.Push;
using Microsoft.Extensions.Options;

namespace Chat.Tests.Push;

public sealed class VapidTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("chat-vapid-").FullName;
    private readonly TestClock clock = new();
    private readonly ServerKeys keys;
    private readonly Vapid vapid;

    public VapidTests()
    {
        keys = new ServerKeys(Options.Create(new DataOptions { Data = folder }));
        vapid = new Vapid(Options.Create(new PushOptions { Contact = "https://chat.example.org" }), clock);
    }

    /// <summary>RFC 8292, section 2.4. A signature is another each time, so theirs is checked, and ours by the same check.</summary>
    [Fact]
    public void The_example_of_the_RFC_is_what_we_sign_and_what_we_check()
    {
        const string Signed = "eyJ0eXAiOiJKV1QiLCJhbGciOiJFUzI1NiJ9.eyJhdWQiOiJodHRwczovL3B1c2guZXhhbXBsZS5uZXQiLCJleHAiOjE0NTM1MjM3NjgsInN1YiI6Im1haWx0bzpwdXNoQGV4YW1wbGUuY29tIn0";
        const string Signature = "i3CYb7t4xfxCDquptFOepC9GAu_HLGkMlMuCGSK2rpiUfnK9ojFwDXb1JrErtmysazNjjvW2L9OkSSHzvoD1oA";
        const string Key = "BA1Hxzyi1RUM1b5wjxsn7nGxAszw2u61m164i3MrAIxHF6YK5h4SDYic-dRuU_RCPCfA5aq9ojSwk5Y2EmClBPs";

        Assert.Equal(Signed, Vapid.Claims("https://push.example.net", 1_453_523_768, "mailto:push@example.com"));
        Assert.True(ArrivedPush.Signed($"{Signed}.{Signature}", Key));
        Assert.False(ArrivedPush.Signed($"{Signed}.{Signature}", keys.Public));
    }

    [Fact]
    public void A_token_says_for_whom_it_is_until_when_and_who_is_asked()
    {
        var (token, key) = Parts(Authorize("https://push.example:8443"));

        Assert.Equal(keys.Public, key);
        Assert.True(ArrivedPush.Signed(token, key));
        var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(token.Split('.')[1])).RootElement;
        Assert.Equal("https://push.example:8443", claims.GetProperty("aud").GetString());
        Assert.Equal("https://chat.example.org", claims.GetProperty("sub").GetString());
        Assert.Equal(clock.GetUtcNow() + TimeSpan.FromHours(12), DateTimeOffset.FromUnixTimeSeconds(claims.GetProperty("exp").GetInt64()));
    }

    [Fact]
    public void A_token_is_used_again_for_one_service_and_renewed_in_time()
    {
        var first = Authorize("https://push.example");
        Assert.NotEqual(first, Authorize("https://other.example"));
        clock.Advance(TimeSpan.FromHours(5));
        Assert.Equal(first, Authorize("https://push.example"));

        clock.Advance(TimeSpan.FromHours(2));

        Assert.NotEqual(first, Authorize("https://push.example"));
    }

    [Theory]
    [InlineData("mailto:admin@chat.example.org", true)]
    [InlineData("https://chat.example.org/contact", true)]
    [InlineData("", false)]
    [InlineData("admin@chat.example.org", false)]
    [InlineData("http://chat.example.org", false)]
    [InlineData("mailto:admin", false)]
    [InlineData("mailto: admin@chat.example.org", false)]
    public void A_contact_is_an_address_that_services_take(string contact, bool isGood)
    {
        Assert.Equal(isGood, !new PushOptions { Contact = contact }.Validate(new(new object())).Any());
        Assert.Empty(new PushOptions().Validate(new(new object())));
    }

    [Theory]
    [InlineData("", "push.example", true)]
    [InlineData("fcm.googleapis.com, *.push.apple.com", "fcm.googleapis.com", true)]
    [InlineData("fcm.googleapis.com, *.push.apple.com", "web.push.apple.com", true)]
    [InlineData("fcm.googleapis.com, *.push.apple.com", "evilpush.apple.com", false)]
    [InlineData("fcm.googleapis.com, *.push.apple.com", "fcm.googleapis.com.evil.example", false)]
    public void An_operator_may_name_the_services(string allowed, string host, bool isAllowed)
    {
        Assert.Equal(isAllowed, new PushOptions { Services = allowed }.Allows(host));
    }

    private string Authorize(string service) => vapid.Authorization(service, keys.Find(keys.Public)!);

    private static (string Token, string Key) Parts(string authorization) =>
        authorization.Replace("vapid t=", "", StringComparison.Ordinal).Split(", k=") is [var token, var key] ? (token, key) : default;

    public void Dispose()
    {
        keys.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
