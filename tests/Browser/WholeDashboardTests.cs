using EdgeMonitor.Contracts;
using EdgeMonitor.Dashboard.Accounts;
using EdgeMonitor.Dashboard.Tests.Support;
using EdgeMonitor.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EdgeMonitor.Browser.Tests;

/// <summary>The ways of teachers, facility staff, privacy officers and administrators through the dashboard.</summary>
public sealed class WholeDashboardTests : IClassFixture<Chromium>, IAsyncLifetime
{
    private const string RoomPath = "/rooms/north/room-12";
    private const string Password = "correct horse";

    private readonly Chromium _chromium;
    private readonly DateTimeOffset _start = Samples.ThisSecond();
    private Mosquitto _broker = null!;
    private RunningDashboard _dashboard = null!;
    private Pages _pages = null!;

    public WholeDashboardTests(Chromium chromium) => _chromium = chromium;

    public async ValueTask InitializeAsync()
    {
        SetDefaultExpectTimeout((float)Mosquitto.Patience.TotalMilliseconds);
        _broker = await Mosquitto.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _dashboard.DisposeAsync();
        await _broker.DisposeAsync();
    }

    [Fact]
    public async Task Lesson_StartedMarkedAndEnded_LeadsToItsReport()
    {
        await StartAsync(open: true);
        await PublishAsync("room-12", 0.75);
        var page = await _pages.OpenAsync(RoomPath);

        await page.GetByPlaceholder("Title").FillAsync("8b mathematics");
        await page.GetByRole(AriaRole.Button, new() { Name = "Start a lesson" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Video" }).ClickAsync();
        await Expect(page.Locator("#lesson")).ToContainTextAsync("now Video");
        await page.GetByPlaceholder("another phase").FillAsync("Quiz");
        await page.GetByPlaceholder("another phase").PressAsync("Enter");
        await Expect(page.Locator("#lesson")).ToContainTextAsync("now Quiz");
        await page.GetByRole(AriaRole.Button, new() { Name = "End the lesson" }).ClickAsync();

        await Expect(page.Locator("h1")).ToHaveTextAsync("8b mathematics");
        await Expect(page.Locator("#phases")).ToContainTextAsync("Quiz");
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByText("Download as CSV").ClickAsync());
        Assert.EndsWith(".csv", download.SuggestedFilename, StringComparison.Ordinal);
        await page.GotoAsync(new Uri(_dashboard.Address, RoomPath + "/lessons").ToString());
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "8b mathematics" })).ToBeVisibleAsync();
        Assert.Empty(_pages.Complaints);
    }

    [Fact]
    public async Task Lesson_StartedElsewhere_AppearsWithoutReloadAndItsFormWorks()
    {
        await StartAsync(open: true);
        await PublishAsync("room-12", 0.75);
        var teacher = await _pages.OpenAsync(RoomPath);
        var assistant = await _pages.OpenAsync(RoomPath);

        await teacher.GetByRole(AriaRole.Button, new() { Name = "Start a lesson" }).ClickAsync();
        await assistant.GetByRole(AriaRole.Button, new() { Name = "Group work" }).ClickAsync();

        await Expect(teacher.Locator("#lesson")).ToContainTextAsync("now Group work");
        Assert.Empty(_pages.Complaints);
    }

    [Fact]
    public async Task Rooms_FoundFilteredAndSorted_StaySoWhileTheyChange()
    {
        await StartAsync(open: true);
        await PublishAsync("room-12", 0.75);
        await PublishAsync("room-13", 0.25);
        await PublishAsync("library", null);
        await _dashboard.WaitForAsync("/rooms", "Library");
        var page = await _pages.OpenAsync("/rooms");
        var shown = page.Locator("#cards > li:not([hidden]) strong");

        await Expect(shown).ToHaveTextAsync(["Library", "Room 12", "Room 13"]);
        await page.Locator("#sort").SelectOptionAsync("share");
        await Expect(shown).ToHaveTextAsync(["Room 13", "Room 12", "Library"]);
        await PublishAsync("room-13", 0.95, number: 1);
        await Expect(shown).ToHaveTextAsync(["Room 12", "Room 13", "Library"]);
        await page.Locator("#filter").SelectOptionAsync("ok");
        await Expect(shown).ToHaveTextAsync(["Room 12", "Room 13"]);
        await page.Locator("#search").FillAsync("13");
        await Expect(shown).ToHaveTextAsync(["Room 13"]);
        await page.ReloadAsync();
        await Expect(shown).ToHaveTextAsync(["Room 13"]);
        await Expect(page.Locator("#count")).ToHaveTextAsync("1 of 3 rooms");
        Assert.Empty(_pages.Complaints);
    }

    [Fact]
    public async Task Fleet_DeviceFails_SaysWhyAndWhatToDo()
    {
        await StartAsync(open: true);
        var device = new Device(_broker);
        await device.GoOnlineAsync();
        await device.PublishAsync(Samples.Health(_start));
        await _dashboard.WaitForAsync("/fleet", "cam-1");
        var page = await _pages.OpenAsync("/fleet");
        var card = page.Locator("#device-north--room-12--cam-1");
        await Expect(card).ToContainTextAsync("Online");

        await device.PublishAsync(Samples.Health(_start, CameraState.Stalled, "no frame for 12 s"));
        await Expect(card).ToContainTextAsync("no frame for 12 s");
        await Expect(card).ToContainTextAsync("Check the camera's cable");
        await device.GoOfflineAsync();
        await Expect(card).ToContainTextAsync("Check its power");
        await _broker.PublishAsync("edgemonitor/north/room-12/cam-1/attention", "not json");
        await _dashboard.WaitForAsync("/fleet", "Not readable");
        Assert.Empty(_pages.Complaints);
    }

    [Fact]
    public async Task SignIn_ByKeyboard_ShowsWhatTheRoleAllowsAndSigningOutEndsIt()
    {
        await StartAsync(open: false);
        var accounts = _dashboard.Services.GetRequiredService<AccountStore>();
        await accounts.AddAsync("alex", Password, [Role.Teacher], ["north/*"], TestContext.Current.CancellationToken);
        var page = await _pages.OpenAsync("/rooms");

        await page.Keyboard.TypeAsync("alex");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync(Password);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("h1")).ToHaveTextAsync("Rooms");
        await Expect(page.Locator("nav a")).ToHaveTextAsync(["Rooms"]);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();

        await Expect(page.Locator("h1")).ToHaveTextAsync("Sign in");
        await page.GotoAsync(new Uri(_dashboard.Address, "/rooms").ToString());
        await Expect(page.Locator("h1")).ToHaveTextAsync("Sign in");
    }

    [Fact]
    public async Task Account_AddedByAnAdministrator_CanSignIn()
    {
        await StartAsync(open: true);
        var page = await _pages.OpenAsync("/accounts");
        var form = page.Locator("#new-account");

        await form.GetByLabel("Name").FillAsync("kim");
        await form.GetByLabel("Password").FillAsync(Password);
        await form.GetByLabel("look after devices").CheckAsync();
        await form.GetByRole(AriaRole.Button).ClickAsync();

        await Expect(page.Locator("#account-kim")).ToBeVisibleAsync();
        await Expect(page.Locator("#account-kim").GetByLabel("look after devices")).ToBeCheckedAsync();
        Assert.Empty(_pages.Complaints);
    }

    [Fact]
    public async Task Language_OfTheBrowserOrChosen_IsSpokenLiveToo()
    {
        await StartAsync(open: true);
        await PublishAsync("room-12", 0.75);
        await _dashboard.WaitForAsync(RoomPath, "75%");
        var page = await _pages.OpenAsync(RoomPath, new BrowserNewContextOptions { Locale = "de-DE" });
        await Expect(page.Locator("#headline")).ToHaveTextAsync("der Anwesenden sind aufmerksam");
        await Expect(page.Locator("#figure")).ToHaveTextAsync("75\u00a0%");

        await new Device(_broker).PublishAsync(Samples.Window(_start + Samples.Length, 1, WindowStatus.Suppressed));
        await Expect(page.Locator("#headline")).ToHaveTextAsync("Zu wenige Personen für Zahlen");
        await page.GetByRole(AriaRole.Link, new() { Name = "English" }).ClickAsync();

        await Expect(page.Locator("#headline")).ToHaveTextAsync("Too few people to show");
        Assert.Empty(_pages.Complaints);
    }

    [Theory]
    [InlineData(1280, ColorScheme.Light, "en-GB")]
    [InlineData(1280, ColorScheme.Dark, "de-DE")]
    [InlineData(390, ColorScheme.Light, "de-DE")]
    [InlineData(390, ColorScheme.Dark, "en-GB")]
    public async Task EveryPage_AnyScreen_FitsIsAccessibleAndLoadsNothingForeign(int width, ColorScheme scheme, string locale)
    {
        await StartAsync(open: true);
        var device = new Device(_broker);
        await device.GoOnlineAsync();
        await device.PublishAsync(Samples.Health(_start, CameraState.Failed, "ffmpeg: /dev/video0: No such file or directory"));
        await device.PublishAsync(Samples.Collection());
        await PublishAsync("room-12", 0.75);
        await PublishAsync("physics-lab", null);
        await _dashboard.WaitForAsync("/privacy/north/room-12/cam-1", "PrivateNetwork");
        using var visitor = new Visitor(_dashboard.Address);
        using var started = await visitor.PostAsync(RoomPath, RoomPath + "/lesson/start", ("title", "8b"));
        using var marked = await visitor.PostAsync(RoomPath, RoomPath + "/lesson/mark", ("label", "Video"));
        var context = await _chromium.Browser.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = 844 },
            ColorScheme = scheme,
            Locale = locale,
        });
        string[] paths =
            ["/rooms", RoomPath, RoomPath + "/lessons", "/lessons/1", "/fleet", "/privacy", "/privacy/north/room-12/cam-1", "/accounts", "/sign-in", "/nothing"];
        foreach (var path in paths)
        {
            var page = await _pages.OpenAsync(path, context);
            await Expect(page.Locator("h1")).ToBeVisibleAsync();

            Assert.Equal((path, width), (path, await page.EvaluateAsync<int>("document.documentElement.scrollWidth")));
            var loaded = await page.EvaluateAsync<string[]>("performance.getEntriesByType('resource').map(entry => entry.name)");
            Assert.All(loaded, one => Assert.StartsWith(_dashboard.Address.ToString(), one, StringComparison.Ordinal));
            Assert.Empty(await Accessibility.BreachesAsync(page));
            await page.CloseAsync();
        }

        // The browser itself complains of the answer 404 of the page that is not there.
        Assert.DoesNotContain(_pages.Complaints, complaint => !complaint.Contains("404", StringComparison.Ordinal));
    }

    private async Task StartAsync(bool open)
    {
        _dashboard = await RunningDashboard.StartAsync(_broker, open);
        _pages = new Pages(_chromium.Browser, _dashboard);
    }

    private async Task PublishAsync(string room, double? share, int number = 0)
    {
        var start = _start + (number * Samples.Length);
        await new Device(_broker, room).PublishAsync(share is { } known
            ? Samples.Window(start, number, attentive: known)
            : Samples.Window(start, number, WindowStatus.Suppressed));
        await _dashboard.WaitForAsync("/api/rooms", room);
    }
}
