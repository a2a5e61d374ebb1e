using Chat.Data;
using Chat.Jobs;
using Chat.Tests;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Chat.E2E.Admin;

/// <summary>Each story has a server of its own: what Ann decides there would be felt in all others.</summary>
[Collection(Stages.Company)]
public sealed class AdminTests(Stage stage)
{
    private static readonly string[] Parrots = ["Polly", "Coco"];

    [Fact]
    public Task Ann_closes_Bob_s_account_and_his_open_page_leads_to_sign_in_at_once() => stage.PlayAsync(async cast =>
    {
        // What his page asks for in between is refused, as it should be.
        cast.TheNetworkFails();
        await using var server = new ChatApp();
        var ann = await cast.EntersAsync("Ann", through: server.Address);
        var bob = await cast.EntersAsync("Bob", through: server.Address);
        await bob.Enters(await bob.HasRoom("Last words"));

        await ann.Opens("/account");
        await ann.Follows("Administration");
        await ann.Page.Locator("main").GetByRole(AriaRole.Link, new() { Name = "People" }).First.ClickAsync();
        await ann.Follows("Bob");
        await ann.Fills("Reason", "He has left.");
        await ann.Presses("Close the account");
        await ann.SeesText("This account is closed");

        await Expect(bob.Page.Locator("#network")).ToContainTextAsync("You have been signed out");
        await bob.Follows("Sign in");
        await bob.SubmitsWith(("UserName", bob.UserName), ("Password", Visitor.Password));
        await bob.SeesText("This account is closed. An administrator can open it again.");

        await ann.Presses("Open it again");
        await ann.SeesText("Account opened again");
        await bob.SignsIn();
    });

    [Fact]
    public Task Cid_signs_up_with_Ann_s_invitation_and_nobody_else_does() => stage.PlayAsync(async cast =>
    {
        await using var server = new ChatApp();
        var ann = await cast.EntersAsync("Ann", through: server.Address);
        var cid = await cast.ArrivesAsync("Cid", through: server.Address);
        var dan = await cast.ArrivesAsync("Dan", through: server.Address);

        await ann.Opens("/admin/sign-up");
        await ann.Page.GetByLabel("Whoever has an invitation").CheckAsync();
        await ann.Presses("Save");
        await ann.SeesText("Saved.");
        await ann.Presses("Make an invitation");
        var link = await ann.Page.Locator(".invite-links input[readonly]").InputValueAsync();

        await dan.Opens("/signup");
        await dan.SeesText("Signing up takes an invitation here. Open the link that somebody has sent you, or ask for one.");
        await cid.Opens(link);
        await cid.Fills("User name", cid.UserName);
        await cid.Fills("Display name", cid.Name);
        await cid.Fills("Password", Visitor.Password);
        await cid.Presses("Sign up");
        await Expect(cid.Page.Locator("body.signed-in")).ToBeVisibleAsync();
        await dan.Opens(link);
        await dan.SeesText("This invitation is used up, or is no longer good. Ask for another one.");

        await ann.PostsAsync("/admin/sign-up", ("Rule", "Closed"));
        await dan.Opens("/signin");
        await Expect(dan.Page.Locator("a[href^='/signup']")).ToHaveCountAsync(0);
    });

    [Fact]
    public Task With_a_link_from_Ann_Bob_chooses_a_new_password() => stage.PlayAsync(async cast =>
    {
        await using var server = new ChatApp();
        var ann = await cast.EntersAsync("Ann", through: server.Address);
        var bob = await cast.EntersAsync("Bob", through: server.Address);
        await bob.Context.ClearCookiesAsync();

        await ann.Opens("/admin/people");
        await ann.Follows("Bob");
        await ann.Presses("Make a link");
        await bob.Opens(await ann.Page.Locator("#link").InputValueAsync());
        await bob.Fills("New password", "battery staple");
        await bob.Presses("Change password");

        await bob.SeesText("Your password is changed. Sign in with it.");
        await bob.Fills("User name", bob.UserName);
        await bob.Fills("Password", "battery staple");
        await bob.Presses("Sign in");
        await Expect(bob.Page.Locator("body.signed-in")).ToBeVisibleAsync();
    });

    [Fact]
    public Task What_the_server_gave_up_Ann_lets_it_try_again_or_forget() => stage.PlayAsync(async cast =>
    {
        await using var server = new ChatApp(edges: services => services.AddSingleton<IJobHandler, Parrot>());
        var ann = await cast.EntersAsync("Ann", through: server.Address);
        await server.WriteAsync(scope =>
        {
            foreach (var key in Parrots)
                scope.Db.Jobs.Add(new Job { Kind = "parrot", Key = key, CreatedAt = scope.Now, DueAt = scope.Now, Failure = "It did not say a word.", FailedAt = scope.Now });
            scope.Db.SaveChanges();
        });

        await ann.Opens("/admin");
        await ann.Page.Locator(".admin-nav").GetByRole(AriaRole.Link, new() { Name = "Jobs" }).ClickAsync();
        await Expect(ann.Page.Locator("#failed .key")).ToHaveTextAsync(["Coco", "Polly"]);
        await ann.Page.GetByRole(AriaRole.Button, new() { Name = "Discard: parrot Coco" }).ClickAsync();
        await Expect(ann.Page.Locator("#failed .key")).ToHaveTextAsync(["Polly"]);
        await ann.Page.GetByRole(AriaRole.Button, new() { Name = "Try again: parrot Polly" }).ClickAsync();
        await ann.SeesText("Nothing was given up.");
        await Eventually.IsTrueAsync(async () => !await server.AskAsync(db => db.Jobs.AnyAsync(j => j.Kind == "parrot")));

        await ann.Page.Locator(".admin-nav").GetByRole(AriaRole.Link, new() { Name = "Audit log" }).ClickAsync();
        await Expect(ann.Page.Locator(".audit strong")).ToHaveTextAsync(["Jobs tried again", "Job discarded"]);
        // Otherwise it says that she is here to a server that stops.
        await ann.Page.CloseAsync();
    });

    private sealed class Parrot : IJobHandler
    {
        public string Kind => "parrot";

        public Task<JobOutcome> RunAsync(JobRun run, CancellationToken cancellationToken) => Task.FromResult<JobOutcome>(new JobOutcome.Done());
    }
}
