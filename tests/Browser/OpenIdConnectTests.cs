using System.Text.Json;
using EdgeMonitor.Dashboard.Accounts;
using EdgeMonitor.Dashboard.Tests.Support;
using EdgeMonitor.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EdgeMonitor.Browser.Tests;

/// <summary>Signing in and out through a certified OpenID Connect provider, in a real browser.</summary>
public sealed class OpenIdConnectTests : IClassFixture<Chromium>, IAsyncLifetime
{
    private const string Password = "correct horse";

    private readonly Chromium _chromium;
    private readonly string _folder = Directory.CreateTempSubdirectory("edgemonitor-openid-").FullName;
    private Mosquitto _broker = null!;
    private CertifiedProvider _provider = null!;
    private RunningDashboard _dashboard = null!;
    private Pages _pages = null!;

    public OpenIdConnectTests(Chromium chromium) => _chromium = chromium;

    public async ValueTask InitializeAsync()
    {
        SetDefaultExpectTimeout((float)Mosquitto.Patience.TotalMilliseconds);
        _broker = await Mosquitto.StartAsync();
        _provider = await CertifiedProvider.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_dashboard is not null)
        {
            await _dashboard.DisposeAsync();
        }

        if (_provider is not null)
        {
            await _provider.DisposeAsync();
        }

        await _broker.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task SignIn_ThroughTheProvider_GivesTheGroupsRolesAndRoomsAndSigningOutEndsBoth()
    {
        await StartAsync();
        foreach (var room in new[] { "room-12", "room-13", "room-14" })
        {
            await new Device(_broker, room).PublishAsync(Samples.Window(Samples.ThisSecond(), 1, attentive: 0.75));
        }

        await Eventually.AsyncTrue(async () =>
            (await _dashboard.Client.GetStringAsync(new Uri("/healthz", UriKind.Relative))).Contains("\"devices\":3", StringComparison.Ordinal));
        var page = await _pages.OpenAsync("/rooms");
        Assert.Empty(await Accessibility.BreachesAsync(page));
        await SignInAsync(page, "alex");

        // One room by the group, one by a claim of its own.
        await Expect(page.Locator("#cards strong")).ToHaveTextAsync(["Room 12", "Room 13"]);
        await Expect(page.Locator("nav a")).ToHaveTextAsync(["Rooms"]);
        await Expect(page.Locator(".who")).ToContainTextAsync("alex");

        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Expect(page.Locator("#ended")).ToContainTextAsync("You have signed out of this dashboard.");
        await page.GetByRole(AriaRole.Link, new() { Name = "Sign out of School account too" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Yes" }).ClickAsync();
        await Expect(page.Locator("h1")).ToHaveTextAsync("Sign in");

        // Signed out there too: it asks for the password again.
        await page.Locator("#provider").ClickAsync();
        await Expect(page.Locator("input[name=password]")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task SignIn_WithoutAGrantedGroup_IsRefusedAndSaysWhy()
    {
        await StartAsync();
        var page = await _pages.OpenAsync("/rooms");

        await SignInAsync(page, "nobody");

        await Expect(page.Locator("#mistake")).ToContainTextAsync("none of your groups may use this dashboard");
        await page.GotoAsync(new Uri(_dashboard.Address, "/rooms").ToString());
        await Expect(page.Locator("h1")).ToHaveTextAsync("Sign in");
        Assert.Empty(await Accounts.AllAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task SignIn_NameOfALocalAccount_IsRefusedAndTheLocalAccountStays()
    {
        await StartAsync();
        await Accounts.AddAsync("kim", Password, [Role.Privacy], [], TestContext.Current.CancellationToken);
        var page = await _pages.OpenAsync("/");

        await SignInAsync(page, "kim");
        await Expect(page.Locator("#mistake")).ToContainTextAsync("Another account here has your name already");
        await page.GetByLabel("Name").FillAsync("kim");
        await page.GetByLabel("Password").FillAsync(Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();

        await Expect(page.Locator("nav a")).ToHaveTextAsync(["Privacy"]);
    }

    [Fact]
    public async Task SignIn_Cancelled_SaysSo()
    {
        await StartAsync();
        var page = await _pages.OpenAsync("/");

        await page.Locator("#provider").ClickAsync();
        await page.GetByText("Cancel").ClickAsync();

        await Expect(page.Locator("#mistake")).ToHaveTextAsync("School account did not sign you in.");
    }

    [Fact]
    public async Task SignIn_WrongSecret_FailsForEverybody()
    {
        await StartAsync(secret: "not the secret");
        var page = await _pages.OpenAsync("/");

        await SignInAsync(page, "kim");

        await Expect(page.Locator("#mistake")).ToContainTextAsync("Signing in through School account failed");
    }

    [Fact]
    public async Task SignIn_DescriptionOfAnotherIssuer_IsNotBelieved()
    {
        await StartAsync(authority: _provider.Issuer.Replace("localhost", "127.0.0.1", StringComparison.Ordinal));
        var page = await _pages.OpenAsync("/");

        await page.Locator("#provider").ClickAsync();

        await Expect(page.Locator("#mistake")).ToContainTextAsync("Signing in through School account failed");
    }

    [Fact]
    public async Task Callback_WithoutHavingAsked_IsRefused()
    {
        await StartAsync();
        var alex = await _pages.OpenAsync("/");
        string? callback = null;
        alex.Request += (_, request) => callback = request.Url.Contains("/sign-in/callback", StringComparison.Ordinal) ? request.Url : callback;
        await SignInAsync(alex, "alex");
        await Expect(alex.Locator("nav a")).ToHaveTextAsync(["Rooms"]);

        // Somebody is sent the link, so that they would work in another's account.
        var other = await _pages.OpenAsync(new Uri(callback!).PathAndQuery);

        await Expect(other.Locator("#mistake")).ToContainTextAsync("failed");
    }

    [Fact]
    public async Task Accounts_OfTheProvider_AreShownAndCanOnlyBeRemoved()
    {
        await StartAsync();
        var page = await _pages.OpenAsync("/accounts");
        await SignInAsync(page, "kim");
        await Accounts.AddAsync("admin", Password, [Role.Admin], [], TestContext.Current.CancellationToken);
        await page.ReloadAsync();

        var card = page.Locator("#account-kim");
        await Expect(card).ToContainTextAsync("Signs in through the provider");
        await Expect(card.GetByLabel("everything, and the accounts")).ToHaveCountAsync(0);
        await Expect(page.Locator("#account-admin").GetByLabel("everything, and the accounts")).ToBeCheckedAsync();
        Assert.False(await Accounts.SetPasswordAsync("kim", Password, TestContext.Current.CancellationToken));
        await card.Locator("summary").ClickAsync();
        await card.GetByRole(AriaRole.Button).ClickAsync();

        await Expect(page.Locator("h1")).ToHaveTextAsync("Sign in");
    }

    private AccountStore Accounts => _dashboard.Services.GetRequiredService<AccountStore>();

    // The provider takes any password, and asks whether the dashboard may know who signs in.
    private static async Task SignInAsync(IPage page, string name)
    {
        await page.Locator("#provider").ClickAsync();
        await page.Locator("input[name=login]").FillAsync(name);
        await page.Locator("input[name=password]").FillAsync("any");
        await page.Locator("button[type=submit]").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
    }

    private async Task StartAsync(string secret = CertifiedProvider.Secret, string? authority = null)
    {
        var secretFile = Path.Combine(_folder, "secret");
        await File.WriteAllTextAsync(secretFile, secret + "\n");
        var config = Path.Combine(_folder, "dashboard.json");
        await File.WriteAllTextAsync(config, JsonSerializer.Serialize(new
        {
            OpenIdConnect = new
            {
                Name = "School account",
                Authority = authority ?? _provider.Issuer,
                ClientId = "edgemonitor",
                ClientSecretFile = secretFile,
                Scope = "openid profile groups",
                RoomClaim = "rooms",
                Grants = new object[]
                {
                    new { Value = "teachers", Roles = new[] { "Teacher" }, Rooms = new[] { "north/room-12" } },
                    new { Value = "it", Roles = new[] { "Admin" } },
                },
            },
        }));
        _dashboard = await RunningDashboard.StartAsync(_broker, open: false, configFile: config);
        await _provider.KnowAsync(_dashboard.Address);
        _pages = new Pages(_chromium.Browser, _dashboard);
    }
}
