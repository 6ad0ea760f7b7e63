using EdgeMonitor.TestSupport;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EdgeMonitor.Browser.Tests;

/// <summary>
/// An installer with a phone: the real program at a real terminal, a real browser at the width of a phone.
/// </summary>
public sealed class PreviewVisitTests : IClassFixture<Chromium>
{
    private readonly Chromium _chromium;

    public PreviewVisitTests(Chromium chromium)
    {
        SetDefaultExpectTimeout((float)Mosquitto.Patience.TotalMilliseconds);
        _chromium = chromium;
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Root alone may show the page to others than the device.");
    }

    [Fact]
    public async Task Visitor_WithTheCode_SeesOutlinesAndNoPictureUntilItEnds()
    {
        await using var terminal = await PreviewTerminal.StartAsync();
        var page = await OpenAsync(terminal);
        var requests = new List<string>();
        page.Request += (_, request) => requests.Add(request.Url);

        await Expect(page.GetByText("code of eight digits")).ToBeVisibleAsync();
        await ShootAsync(page, "preview-door");
        await page.GetByLabel("Code").FillAsync(terminal.Code);
        await page.GetByRole(AriaRole.Button).ClickAsync();

        await Expect(page.GetByText("Set-up mode: somebody at the device has started it, for 5 minutes.")).ToBeVisibleAsync();
        await Expect(page.Locator("svg .face circle").First).ToBeVisibleAsync();
        await Expect(page.GetByText("ends in")).ToBeVisibleAsync();
        await ShootAsync(page, "preview-visitor");
        Assert.Equal(0, await page.Locator("img, image, video, canvas, picture, iframe").CountAsync());
        Assert.False(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > innerWidth"), "It is wider than the phone.");
        Assert.All(requests, url => Assert.StartsWith(terminal.Address, url, StringComparison.Ordinal));

        var other = await OpenAsync(terminal);
        await other.GetByLabel("Code").FillAsync(terminal.Code);
        await other.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(other.GetByText("This code lets nobody in")).ToBeVisibleAsync();

        Assert.Equal(0, await terminal.InterruptAsync());
        await Expect(page.GetByText("This page has ended")).ToBeVisibleAsync();
        await Expect(page.Locator("svg")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Visitor_WhoGuesses_EndsIt()
    {
        await using var terminal = await PreviewTerminal.StartAsync();
        var page = await OpenAsync(terminal);
        for (var guess = 0; guess < 5; guess++)
        {
            await page.GetByLabel("Code").FillAsync($"guess {guess}");
            await page.GetByRole(AriaRole.Button).ClickAsync();
            await Expect(page.GetByRole(AriaRole.Alert).Or(page.GetByText("ERR_"))).ToBeVisibleAsync();
        }

        Assert.NotEqual(0, await terminal.WaitForExitAsync());
    }

    /// <summary>For people to look at, where a folder for it is given.</summary>
    private static async Task ShootAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("SCREENSHOTS") is { Length: > 0 } folder)
        {
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, $"{name}.png"), FullPage = true });
        }
    }

    private async Task<IPage> OpenAsync(PreviewTerminal terminal)
    {
        var context = await _chromium.Browser.NewContextAsync(new BrowserNewContextOptions
        {
            // A person compares the fingerprint with the terminal's and goes on.
            IgnoreHTTPSErrors = true,
            ViewportSize = new ViewportSize { Width = 390, Height = 844 },
        });
        var page = await context.NewPageAsync();
        await page.GotoAsync(terminal.Address);
        return page;
    }
}
