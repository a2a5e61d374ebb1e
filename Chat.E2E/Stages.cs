using Chat.E2E.Push;
using Xunit.Abstractions;

[assembly: TestCollectionOrderer("Chat.E2E.LongestFirst", "Chat.E2E")]

namespace Chat.E2E;

/// <summary>Much of a story is waiting, so several stages play at the same time.</summary>
public static class Stages
{
    public const string Faults = nameof(Faults);
    public const string Outages = nameof(Outages);
    public const string Company = nameof(Company);
    public const string Everyday = nameof(Everyday);
    public const string Portraits = nameof(Portraits);
    public const string Proxies = nameof(Proxies);
    public const string Circle = nameof(Circle);
    public const string Delivery = nameof(Delivery);
    public const string Looks = nameof(Looks);
    public const string Whole = nameof(Whole);
    public const string Firefox = nameof(Firefox);

    /// <summary>Those with the most to tell come first, so that nobody plays alone at the end.</summary>
    internal static readonly string[] InOrder = [Faults, Outages, Company, Everyday, Portraits, Proxies, Circle, Whole, Delivery, Looks, Firefox];

    [CollectionDefinition(Faults)]
    public sealed class FaultsStage : ICollectionFixture<Stage>;

    [CollectionDefinition(Outages)]
    public sealed class OutagesStage : ICollectionFixture<Stage>;

    [CollectionDefinition(Company)]
    public sealed class CompanyStage : ICollectionFixture<Stage>;

    [CollectionDefinition(Everyday)]
    public sealed class EverydayStage : ICollectionFixture<Stage>;

    [CollectionDefinition(Portraits)]
    public sealed class PortraitsStage : ICollectionFixture<Stage>;

    [CollectionDefinition(Proxies)]
    public sealed class ProxiesStage : ICollectionFixture<Stage>;

    [CollectionDefinition(Circle)]
    public sealed class CircleStage : ICollectionFixture<Stage>;

    [CollectionDefinition(Delivery)]
    public sealed class DeliveryStage : ICollectionFixture<Stage>;

    [CollectionDefinition(Looks)]
    public sealed class LooksStage : ICollectionFixture<Stage>;

    [CollectionDefinition(Whole)]
    public sealed class WholeBrowserStage : ICollectionFixture<WholeStage>;

    [CollectionDefinition(Firefox)]
    public sealed class FirefoxesStage : ICollectionFixture<FirefoxStage>;
}

/// <summary>By itself the runner takes stages as they come, which is another order each time.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) =>
        testCollections.OrderBy(stage => Array.IndexOf(Stages.InOrder, stage.DisplayName));
}
