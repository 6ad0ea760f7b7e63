using EdgeMonitor.TestSupport;
using Microsoft.Playwright;

namespace EdgeMonitor.Browser.Tests;

/// <summary>What axe-core finds wrong with a page for people who see badly, or use a keyboard or a screen reader.</summary>
internal static class Accessibility
{
    private const string Run =
        """
        async () => (await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }))
            .violations.flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.html.slice(0, 200)} ${node.failureSummary}`))
        """;

    private static readonly string Script = File.ReadAllText(Repository.Locate("node_modules", "axe-core", "axe.min.js"));

    /// <summary>The breaches of WCAG 2.2 (A and AA) and of good practice; empty for none.</summary>
    public static async Task<string[]> BreachesAsync(IPage page)
    {
        await page.EvaluateAsync(Script);
        return await page.EvaluateAsync<string[]>(Run);
    }
}
