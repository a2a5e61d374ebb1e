namespace Chat.E2E.Delivery;

/// <summary>Stories that begin behind a network that fails.</summary>
internal static class Scenes
{
    /// <summary>Ann is behind the network, in a room of her own.</summary>
    public static Task PlayAsync(this Stage stage, string room, Func<Person, Network, Task> story) => stage.PlayAsync(
        async cast =>
        {
            await using var network = await BeginAsync(cast);
            var ann = await cast.EntersAsync("Ann", through: network.Address);
            await ann.Enters(await ann.HasRoom(room));
            await story(ann, network);
        },
        room);

    /// <summary>Ann is behind the network and Bob is not; they are in the same room.</summary>
    public static Task PlayAsync(this Stage stage, string room, Func<Person, Person, Network, Task> story) => stage.PlayAsync(
        async cast =>
        {
            await using var network = await BeginAsync(cast);
            var ann = await cast.EntersAsync("Ann", through: network.Address);
            var bob = await cast.EntersAsync("Bob");
            await ann.Enters(await ann.HasRoom(room));
            await bob.HasJoined(room);
            await bob.Enters(ann.Room);
            await story(ann, bob, network);
        },
        room);

    private static Task<Network> BeginAsync(Cast cast)
    {
        cast.TheNetworkFails();
        return Network.StartAsync(cast.App.Address);
    }
}
