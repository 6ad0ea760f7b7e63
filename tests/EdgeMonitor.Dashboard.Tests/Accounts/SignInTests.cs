using System.Net;
using System.Net.Http.Headers;
using EdgeMonitor.Dashboard.Accounts;
using EdgeMonitor.Dashboard.Tests.Support;
using EdgeMonitor.TestSupport;
using Microsoft.Extensions.DependencyInjection;

namespace EdgeMonitor.Dashboard.Tests.Accounts;

/// <summary>Who gets to see what, over real HTTP.</summary>
public sealed class SignInTests : IAsyncLifetime
{
    private const string Password = "correct horse";
    private const string Room = "/rooms/north/room-12";

    private Mosquitto _broker = null!;
    private RunningDashboard _dashboard = null!;

    public async ValueTask InitializeAsync()
    {
        _broker = await Mosquitto.StartAsync();
        _dashboard = await RunningDashboard.StartAsync(_broker, open: false);
        var accounts = _dashboard.Services.GetRequiredService<AccountStore>();
        await accounts.AddAsync("admin", Password, [Role.Admin], [], CancellationToken.None);
        await accounts.AddAsync("teacher", Password, [Role.Teacher], ["north/room-12"], CancellationToken.None);
        await accounts.AddAsync("facility", Password, [Role.Facility], [], CancellationToken.None);
        await accounts.AddAsync("privacy", Password, [Role.Privacy], [], CancellationToken.None);
        foreach (var room in new[] { "room-12", "room-13" })
        {
            await new Device(_broker, room).PublishAsync(Samples.Window(Samples.ThisSecond(), 1, attentive: 0.75));
        }

        await Eventually.AsyncTrue(async () =>
            (await _dashboard.Client.GetStringAsync(new Uri("/healthz", UriKind.Relative))).Contains("\"devices\":2", StringComparison.Ordinal));
    }

    public async ValueTask DisposeAsync()
    {
        await _dashboard.DisposeAsync();
        await _broker.DisposeAsync();
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/rooms")]
    [InlineData(Room)]
    [InlineData("/lessons/1")]
    [InlineData("/fleet")]
    [InlineData("/privacy")]
    [InlineData("/accounts")]
    [InlineData("/nothing")]
    public async Task Page_WithoutSigningIn_LeadsToTheSignIn(string path)
    {
        using var visitor = new Visitor(_dashboard.Address);

        using var answer = await visitor.GetAsync(path);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.StartsWith($"{_dashboard.Address}sign-in?back=", answer.Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/rooms")]
    [InlineData("/api/rooms/north/room-12/windows")]
    [InlineData("/rooms/live")]
    [InlineData(Room + "/live")]
    public async Task Api_WithoutSigningIn_IsRefused(string path)
    {
        using var visitor = new Visitor(_dashboard.Address);

        using var answer = await visitor.GetAsync(path);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task SignIn_RightPassword_GoesBackAndTheCookieIsClosedToScripts()
    {
        using var visitor = new Visitor(_dashboard.Address);

        using var answer = await visitor.SignInAsync("admin", Password, Room);

        Assert.Equal((HttpStatusCode.SeeOther, Room), (answer.StatusCode, answer.Headers.Location!.ToString()));
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"), one => one.StartsWith("edgemonitor-session", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("75%", await visitor.ReadAsync(Room), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://elsewhere.example/")]
    [InlineData("//elsewhere.example/")]
    [InlineData("/\\elsewhere.example/")]
    public async Task SignIn_AddressElsewhere_IsNotFollowed(string back)
    {
        using var visitor = new Visitor(_dashboard.Address);

        using var answer = await visitor.SignInAsync("admin", Password, back);

        Assert.Equal("/", answer.Headers.Location!.ToString());
    }

    [Fact]
    public async Task SignIn_WrongPassword_SaysSoAndSetsNoSession()
    {
        using var visitor = new Visitor(_dashboard.Address);

        using var answer = await visitor.SignInAsync("admin", "guess");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("Name or password is wrong.", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        using var page = await visitor.GetAsync("/rooms");
        Assert.Equal(HttpStatusCode.Redirect, page.StatusCode);
    }

    [Fact]
    public async Task SignIn_TooOftenFromOneAddress_IsSlowedDown()
    {
        using var visitor = new Visitor(_dashboard.Address);
        var served = 0;

        // A minute may end in between, which allows as many again.
        await Eventually.AsyncTrue(async () =>
        {
            using var answer = await visitor.SignInAsync($"nobody-{served}", "guess");
            served++;
            return answer.StatusCode == HttpStatusCode.TooManyRequests;
        });

        Assert.True(served > new AccountOptions().AttemptsPerMinute);
    }

    [Fact]
    public async Task Form_FromAnotherSite_IsRefused()
    {
        using var visitor = new Visitor(_dashboard.Address);
        using var signedIn = await visitor.SignInAsync("admin", Password);

        foreach (var path in new[] { "/privacy/erase", "/accounts/remove", Room + "/lesson/start", "/sign-out" })
        {
            using var answer = await visitor.PostWithoutPageAsync(path, ("room", "north/room-12"), ("confirm", "north/room-12"));
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        }

        Assert.Contains("75%", await visitor.ReadAsync(Room), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("teacher", Room, "/fleet", "/privacy", "/accounts", "/rooms/north/room-13")]
    [InlineData("facility", "/fleet", "/rooms", Room, "/privacy", "/accounts")]
    [InlineData("privacy", "/privacy", "/rooms", Room, "/fleet", "/accounts")]
    public async Task Role_OpensItsOwnPagesOnly(string name, string allowed, params string[] forbidden)
    {
        using var visitor = new Visitor(_dashboard.Address);
        using var signedIn = await visitor.SignInAsync(name, Password);

        using var page = await visitor.GetAsync(allowed);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        foreach (var path in forbidden)
        {
            using var refused = await visitor.GetAsync(path);
            Assert.True(
                refused.StatusCode is HttpStatusCode.NotFound || refused.Headers.Location?.AbsolutePath is "/not-allowed",
                $"{path}: {refused.StatusCode}");
        }
    }

    [Fact]
    public async Task Teacher_SeesOwnRoomsOnly()
    {
        using var visitor = new Visitor(_dashboard.Address);
        using var signedIn = await visitor.SignInAsync("teacher", Password);

        var list = await visitor.ReadAsync("/rooms");
        var api = await visitor.ReadAsync("/api/rooms");

        Assert.Contains("Room 12", list, StringComparison.Ordinal);
        Assert.DoesNotContain("Room 13", list, StringComparison.Ordinal);
        Assert.DoesNotContain("room-13", api, StringComparison.Ordinal);
        using var home = await visitor.GetAsync("/");
        Assert.Equal(Room, home.Headers.Location!.ToString());
        using var start = await visitor.PostAsync(Room, "/rooms/north/room-13/lesson/start", ("title", "mine"));
        Assert.Equal(HttpStatusCode.NotFound, start.StatusCode);
    }

    [Fact]
    public async Task Account_RemovedOrChanged_LosesItsSessionAtOnce()
    {
        using var admin = new Visitor(_dashboard.Address);
        using var teacher = new Visitor(_dashboard.Address);
        using var first = await admin.SignInAsync("admin", Password);
        using var second = await teacher.SignInAsync("teacher", Password);

        using var changed = await admin.PostAsync(
            "/accounts", "/accounts/change", ("name", "teacher"), ("roles", "Teacher"), ("rooms", "south/*"));
        using var gone = await teacher.GetAsync(Room);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);

        using var removed = await admin.PostAsync("/accounts", "/accounts/remove", ("name", "teacher"));
        using var out_ = await teacher.GetAsync("/rooms");
        Assert.Equal(HttpStatusCode.Redirect, out_.StatusCode);
    }

    [Fact]
    public async Task Admin_LastOne_CannotRemoveOrDemoteThemselves()
    {
        using var admin = new Visitor(_dashboard.Address);
        using var signedIn = await admin.SignInAsync("admin", Password);

        foreach (var path in new[] { "/accounts/remove", "/accounts/change" })
        {
            using var answer = await admin.PostAsync("/accounts", path, ("name", "admin"), ("roles", "Teacher"));
            Assert.Contains("only administrator", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Token_OfAnAccount_ReadsTheApiAndNoPage()
    {
        var accounts = _dashboard.Services.GetRequiredService<AccountStore>();
        var token = await accounts.NewTokenAsync("teacher", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, await StatusAsync("/api/rooms/north/room-12/windows", token!));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync("/api/rooms/north/room-13/windows", token!));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync("/api/rooms", token + "x"));
        Assert.Equal(HttpStatusCode.Redirect, await StatusAsync("/rooms", token!));
    }

    [Fact]
    public async Task Erase_Room_LeavesNothingAndIsNoted()
    {
        using var visitor = new Visitor(_dashboard.Address);
        using var signedIn = await visitor.SignInAsync("privacy", Password);

        using var differs = await visitor.PostAsync("/privacy", "/privacy/erase", ("room", "north/room-12"), ("confirm", "north/room-13"));
        Assert.EndsWith("erased=no#erase-title", differs.Headers.Location!.ToString(), StringComparison.Ordinal);

        using var erased = await visitor.PostAsync("/privacy", "/privacy/erase", ("room", "north/room-12"), ("confirm", "north/room-12"));
        var page = await visitor.ReadAsync("/privacy?erased=yes");

        Assert.EndsWith("erased=yes#erase-title", erased.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Contains("deleted a room&#x27;s history", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<option value=\"north/room-12\"", page, StringComparison.Ordinal);
    }

    private async Task<HttpStatusCode> StatusAsync(string path, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await _dashboard.Client.SendAsync(request);
        return answer.StatusCode;
    }
}
