using Deque.AxeCore.Commons;

namespace Chat.E2E.Looks;

/// <summary>
/// axe-core in the page itself. Its package for Playwright opens another page for each answer, which takes five times
/// as long as the judgement.
/// </summary>
internal static class Axe
{
    private static readonly string Script = $"() => {{ {new BundledAxeScriptProvider().GetScript()} }}";

    // Behind an open drawer the page is inert, and its landmark and heading with it.
    private const string Judge = """
        async () => {
          const inert = document.querySelector("main")?.inert;
          const rules = inert ? { "landmark-one-main": { enabled: false }, "page-has-heading-one": { enabled: false } } : {};
          // It would copy the styles of shadow trees into elements of its own, which our policy forbids.
          const { violations } = await axe.run(document, { rules, preload: false });
          return violations.map(({ help, nodes }) => `${help}: ${nodes.map(({ html }) => html).join(", ")}`);
        }
        """;

    public static async Task<string[]> JudgeAsync(IPage page)
    {
        await page.EvaluateAsync(Script);
        return await page.EvaluateAsync<string[]>(Judge);
    }
}
