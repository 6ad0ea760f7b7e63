using System.Globalization;
using System.Text.RegularExpressions;
using EdgeMonitor.Contracts;
using EdgeMonitor.Dashboard.Tests.Support;
using EdgeMonitor.TestSupport;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EdgeMonitor.Browser.Tests;

/// <summary>What a person sees: device → real broker → dashboard → real browser.</summary>
public sealed partial class RoomPageTests : IClassFixture<Chromium>, IAsyncLifetime
{
    private const string RoomPath = "/rooms/north/room-12";

    private readonly Chromium _chromium;
    private readonly DateTimeOffset _start = Samples.ThisSecond();
    private Mosquitto _broker = null!;
    private RunningDashboard _dashboard = null!;
    private Device _device = null!;

    public RoomPageTests(Chromium chromium) => _chromium = chromium;

    public async ValueTask InitializeAsync()
    {
        SetDefaultExpectTimeout((float)Mosquitto.Patience.TotalMilliseconds);
        _broker = await Mosquitto.StartAsync();
        _dashboard = await RunningDashboard.StartAsync(_broker);
        _device = new Device(_broker);
        await _device.GoOnlineAsync();
        await _device.PublishAsync(Samples.Health(_start));
        await _dashboard.WaitForAsync(RoomPath, "cam-1");
    }

    public async ValueTask DisposeAsync()
    {
        await _dashboard.DisposeAsync();
        await _broker.DisposeAsync();
    }

    [Fact]
    public async Task Room_WindowsArrive_FigureWordsAndLineChangeWithoutReload()
    {
        var page = await OpenAsync(RoomPath);
        await page.EvaluateAsync("window.sameDocument = true");
        await Expect(page.Locator("#headline")).ToHaveTextAsync("Waiting for the first figures");

        await _device.PublishAsync(Window(0, 0.75));
        await Expect(page.Locator("#figure")).ToHaveTextAsync("75%");
        await Expect(page.Locator("#people")).ToHaveTextAsync("20");
        await Expect(page.Locator("#visible")).ToHaveTextAsync("90%");
        await Expect(page.Locator("#mix")).ToContainTextAsync("Neutral");
        await ExpectLineAsync(page, figures: 1, gaps: 0);
        var before = await PixelsAsync(page);

        await _device.PublishAsync(Window(1, 0.25));
        await _device.PublishAsync(Window(2, 0.5));
        await Expect(page.Locator("#figure")).ToHaveTextAsync("50%");
        await ExpectLineAsync(page, figures: 3, gaps: 0);
        Assert.NotEqual(before, await PixelsAsync(page));
        Assert.True(await page.EvaluateAsync<bool>("window.sameDocument"));
    }

    [Fact]
    public async Task Room_SuppressedWindow_ShowsNoNumberAndAGap()
    {
        await _device.PublishAsync(Window(0, 0.75));
        var page = await OpenAsync(RoomPath);
        await Expect(page.Locator("#figure")).ToHaveTextAsync("75%");

        await _device.PublishAsync(Samples.Window(At(1), 1, WindowStatus.Suppressed));

        await Expect(page.Locator("#headline")).ToHaveTextAsync("Too few people to show");
        await ExpectLineAsync(page, figures: 1, gaps: 1);
        Assert.DoesNotMatch(Digit(), await page.Locator("#now").InnerTextAsync());
        Assert.DoesNotMatch(Digit(), await page.Locator("#people").InnerTextAsync());
        Assert.DoesNotMatch(Digit(), await page.Locator("#visible").InnerTextAsync());
        await Expect(page.Locator("#mix")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Room_LateBacklog_FillsTheGap()
    {
        await _device.PublishAsync(Window(0, 0.75));
        var page = await OpenAsync(RoomPath);
        await _device.PublishAsync(Window(4, 0.5));
        await ExpectLineAsync(page, figures: 2, gaps: 1);

        foreach (var number in new[] { 3, 1, 2 })
        {
            await _device.PublishAsync(Window(number, 0.75));
        }

        await ExpectLineAsync(page, figures: 5, gaps: 0);
        await Expect(page.Locator("#figure")).ToHaveTextAsync("50%");
    }

    [Fact]
    public async Task Room_ArrowKeys_ReadOneWindowAfterTheOther()
    {
        await _device.PublishAsync(Window(0, 0.75));
        await _dashboard.WaitForAsync(RoomPath, "75%");
        await _device.PublishAsync(Samples.Window(At(1), 1, WindowStatus.Suppressed));
        var page = await OpenAsync(RoomPath);
        await ExpectLineAsync(page, figures: 1, gaps: 1);

        await page.Locator("#chart").FocusAsync();
        await page.Keyboard.PressAsync("ArrowLeft");
        await Expect(page.Locator("#readout")).ToContainTextAsync("Too few people to show");
        await page.Keyboard.PressAsync("ArrowLeft");
        await Expect(page.Locator("#readout")).ToContainTextAsync("75% attentive, 20 people");
    }

    [Fact]
    public async Task Room_CameraAndConnectionChange_DeviceCardFollows()
    {
        var page = await OpenAsync(RoomPath);
        var card = page.Locator("#device-cam-1");
        await Expect(card).ToContainTextAsync("Online");
        await Expect(card).ToContainTextAsync("Camera: Running");

        await _device.PublishAsync(Samples.Health(_start, CameraState.Closed, "The switch at the device is off."));
        await _device.PublishAsync(Samples.Window(At(0), 0, WindowStatus.Closed) with { ClosedBy = [ClosingCause.Switch] });
        await Expect(page.Locator("#headline")).ToHaveTextAsync("Camera closed by switch");
        await Expect(card).ToContainTextAsync("Camera: Closed");

        await _device.GoOfflineAsync();
        await Expect(page.Locator("#headline")).ToHaveTextAsync("Device offline");
        await Expect(card).ToContainTextAsync("Offline");
    }

    [Fact]
    public async Task Room_BrokerAway_SaysSoAndRecovers()
    {
        var page = await OpenAsync(RoomPath);

        await _broker.StopAsync();
        await Expect(page.Locator("#broker")).ToContainTextAsync("no connection to the broker");

        await _broker.StartAgainAsync();
        await Expect(page.Locator("#broker")).ToBeEmptyAsync();
    }

    [Fact]
    public async Task Rooms_NewRoom_AppearsAndLeadsToItsPage()
    {
        var page = await OpenAsync("/rooms");

        await new Device(_broker, "physics-lab").PublishAsync(Window(0, 0.65));
        await page.GetByRole(AriaRole.Link, new() { Name = "Physics lab" }).ClickAsync();

        await Expect(page.Locator("h1")).ToHaveTextAsync("Physics lab");
        await Expect(page.Locator("#figure")).ToHaveTextAsync("65%");
    }

    [GeneratedRegex(@"\d", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Digit();

    private static Task<string> PixelsAsync(IPage page) =>
        page.EvaluateAsync<string>("document.querySelector('#chart canvas').toDataURL()");

    private static async Task ExpectLineAsync(IPage page, int figures, int gaps)
    {
        await Expect(page.Locator("#chart")).ToHaveAttributeAsync("data-figures", figures.ToString(CultureInfo.InvariantCulture));
        await Expect(page.Locator("#chart")).ToHaveAttributeAsync("data-gaps", gaps.ToString(CultureInfo.InvariantCulture));
    }

    // They end a little in the future, as with a device whose clock is ahead, so that none grows stale on a slow machine.
    private DateTimeOffset At(int number) => _start + (number * Samples.Length);

    private RoomAggregate Window(int number, double attentive) => Samples.Window(At(number), number, attentive);

    private Task<IPage> OpenAsync(string path) => new Pages(_chromium.Browser, _dashboard).OpenAsync(path);
}
