namespace Chat.E2E.App;

/// <summary>A browser whose push service is at hand: subscriptions are made and let go, and nobody else hears of it.</summary>
internal static class PushDevice
{
    /// <summary>Chromium's own push service is out of reach of tests.</summary>
    public static Task HasAPushService(Person person) => person.Page.AddInitScriptAsync(
        """
        const known = () => JSON.parse(localStorage.getItem("fake-push") ?? "null");
        const subscription = ({ endpoint, key }) => ({
          endpoint,
          options: { applicationServerKey: Uint8Array.from(key).buffer },
          toJSON: () => ({ keys: { p256dh: "point", auth: "secret" } }),
          unsubscribe: async () => { localStorage.removeItem("fake-push"); return true; },
        });
        PushManager.prototype.getSubscription = async () => known() && subscription(known());
        PushManager.prototype.subscribe = async ({ applicationServerKey }) => {
          localStorage.setItem("fake-push", JSON.stringify({ endpoint: `https://push.example/${Math.random()}`, key: [...new Uint8Array(applicationServerKey)] }));
          return subscription(known());
        };
        """);
}
