using System.Collections.Concurrent;
using EdgeMonitor.Dashboard.Tests.Support;
using Microsoft.Playwright;

namespace EdgeMonitor.Browser.Tests;

/// <summary>Opens pages of a dashboard and notes what the browser complains of, breaches of the security policy among it.</summary>
internal sealed class Pages
{
    private readonly IBrowser _browser;
    private readonly RunningDashboard _dashboard;
    private readonly ConcurrentQueue<string> _complaints = new();

    public Pages(IBrowser browser, RunningDashboard dashboard)
    {
        _browser = browser;
        _dashboard = dashboard;
    }

    /// <summary>What the browser complained of.</summary>
    public IReadOnlyCollection<string> Complaints => _complaints;

    /// <summary>Opens a page for a reader of its own.</summary>
    public async Task<IPage> OpenAsync(string path, BrowserNewContextOptions? options = null)
    {
        var context = await _browser.NewContextAsync(options ?? new BrowserNewContextOptions { Locale = "en-GB" });
        return await OpenAsync(path, context);
    }

    /// <summary>Opens a page for a reader.</summary>
    public async Task<IPage> OpenAsync(string path, IBrowserContext context)
    {
        var page = await context.NewPageAsync();
        page.Console += (_, message) => _complaints.Enqueue(message.Text);
        page.PageError += (_, error) => _complaints.Enqueue(error);
        await page.GotoAsync(new Uri(_dashboard.Address, path).ToString());
        return page;
    }
}
