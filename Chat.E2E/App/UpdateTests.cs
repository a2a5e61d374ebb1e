using Chat.E2E.Delivery;
using Chat.Tests;

namespace Chat.E2E.App;

/// <summary>Another version comes while pages are open; or the operator takes the worker away.</summary>
[Collection(Stages.Whole)]
public sealed class UpdateTests(WholeStage stage)
{
    private const string Names = "() => caches.keys().then(names => names.filter(name => name.startsWith('shell-')).length)";

    [Fact]
    public Task A_new_version_takes_over_while_an_old_page_goes_on() => PlayAsync(("Chat:Name", "Chat anew"), async (ann, room) =>
    {
        await ann.Page.EvaluateAsync("() => navigator.serviceWorker.getRegistration().then(registration => registration.update())");
        await ann.Page.WaitForFunctionAsync($"() => ({Names})().then(count => count === 2)");
        await ann.Says("on the old page");
        await ann.Sees("on the old page");
        await ann.HasSentEverything();

        await ann.Enters(room);
        await ann.IsOn("Versions – Chat anew");
        await ann.Says("on the new one");
        await ann.SeesExactly("on the old page", "on the new one");
    });

    [Fact]
    public Task Without_its_script_the_worker_leaves_with_all_it_has_kept() => PlayAsync(("Chat:Worker", "false"), async (ann, room) =>
    {
        await ann.Page.EvaluateAsync("() => sessionStorage.clear()");
        await ann.Enters(room);

        await ann.Page.WaitForFunctionAsync("() => navigator.serviceWorker.getRegistrations().then(all => all.length === 0)");
        await ann.Page.WaitForFunctionAsync("() => caches.keys().then(names => names.length === 0)");
        await ann.Reloads();
        await ann.Says("as before");
        await ann.Sees("as before");
    });

    private Task PlayAsync((string Key, string Value) next, Func<Person, long, Task> story) => stage.PlayAsync(async cast =>
    {
        cast.TheNetworkFails();
        var folder = Directory.CreateTempSubdirectory("chat-update-").FullName;
        var program = new ChatApp(folder);
        try
        {
            await using var network = await Network.StartAsync(program.Address);
            var ann = await cast.EntersAsync("Ann", Worker.Desktop, network.Address);
            var room = await ann.HasRoom("Versions");
            await ann.HasRead(room);
            await program.DisposeAsync();
            program = new ChatApp(folder, settings: next);
            network.Program = program.Address;
            await story(ann, room);
        }
        finally
        {
            await program.DisposeAsync();
            Directory.Delete(folder, recursive: true);
        }
    });
}
