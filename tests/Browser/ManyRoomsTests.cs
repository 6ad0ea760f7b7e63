using System.Diagnostics;
using System.Globalization;
using EdgeMonitor.Contracts;
using EdgeMonitor.Dashboard.History;
using EdgeMonitor.Dashboard.Tests.Support;
using EdgeMonitor.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EdgeMonitor.Browser.Tests;

/// <summary>A school of five hundred rooms in a real browser. How long it takes is printed and not judged.</summary>
public sealed class ManyRoomsTests : IClassFixture<Chromium>, IAsyncLifetime
{
    private const int Rooms = 500;
    private const int Rounds = 5;

    // What a reader would feel: the longest time that the page answered nobody, and all such times together.
    private const string WatchLongTasks =
        """
        window.longTasks = [];
        new PerformanceObserver(list => window.longTasks.push(...list.getEntries().map(entry => entry.duration))).observe({ entryTypes: ['longtask'] });
        """;

    private readonly Chromium _chromium;
    private readonly DateTimeOffset _start = Samples.ThisSecond();
    private Mosquitto _broker = null!;
    private RunningDashboard _dashboard = null!;

    public ManyRoomsTests(Chromium chromium) => _chromium = chromium;

    public async ValueTask InitializeAsync()
    {
        SetDefaultExpectTimeout((float)Mosquitto.Patience.TotalMilliseconds);
        _broker = await Mosquitto.StartAsync();
        _dashboard = await RunningDashboard.StartAsync(_broker);
    }

    public async ValueTask DisposeAsync()
    {
        await _dashboard.DisposeAsync();
        await _broker.DisposeAsync();
    }

    [Fact]
    public async Task Rooms_FiveHundredChangingAtOnce_AllFollowInPlace()
    {
        Apply(0, share: 0.5);
        var pages = new Pages(_chromium.Browser, _dashboard);
        var loading = Stopwatch.StartNew();
        var page = await pages.OpenAsync("/rooms");
        await Expect(page.Locator("#count")).ToHaveTextAsync("500 of 500 rooms");
        Print($"loaded after {loading.ElapsedMilliseconds} ms");
        await page.EvaluateAsync("document.querySelector('#cards > li').sameCard = true");
        await page.EvaluateAsync(WatchLongTasks);

        for (var round = 1; round <= Rounds; round++)
        {
            Apply(round, share: 0.5 + (0.05 * round));
            await Expect(page.Locator($"#cards > li[data-share='{(0.5 + (0.05 * round)).ToString(CultureInfo.InvariantCulture)}']")).ToHaveCountAsync(Rooms);
        }

        Print(await page.EvaluateAsync<string>(
            "`${window.longTasks.length} long tasks in five rounds, the longest ${Math.max(0, ...window.longTasks)} ms, together ${window.longTasks.reduce((sum, one) => sum + one, 0)} ms`"));
        await page.Locator("#search").FillAsync("room 42");
        await Expect(page.Locator("#count")).ToHaveTextAsync("15 of 500 rooms");
        Assert.True(await page.EvaluateAsync<bool>("document.querySelector('#cards > li').sameCard"));
        Assert.Empty(pages.Complaints);
    }

    private static void Print(string line) => TestContext.Current.TestOutputHelper?.WriteLine(line);

    private void Apply(int round, double share)
    {
        var start = _start + (round * Samples.Length);
        _dashboard.Services.GetRequiredService<LiveRooms>().Apply(Enumerable.Range(0, Rooms).Select(room => new WindowReport(
            new DeviceAddress("north", $"room-{room}", "cam-1"), start, Samples.Window(start, round, attentive: Math.Round(share, 2)))));
    }
}
