using System.Net;
using System.Net.ServerSentEvents;
using System.Text.Json;
using EdgeMonitor.Contracts;
using EdgeMonitor.Dashboard.Tests.Support;
using EdgeMonitor.TestSupport;

namespace EdgeMonitor.Dashboard.Tests;

/// <summary>From a real broker through a real web server to HTTP.</summary>
public sealed class DashboardTests : IAsyncLifetime
{
    private const string RoomPath = "/rooms/north/room-12";

    private Mosquitto _broker = null!;
    private RunningDashboard _dashboard = null!;

    private readonly DateTimeOffset _start = Samples.ThisSecond();

    public async ValueTask InitializeAsync()
    {
        _broker = await Mosquitto.StartAsync();
        _dashboard = await RunningDashboard.StartAsync(_broker);
    }

    public async ValueTask DisposeAsync()
    {
        await _dashboard.DisposeAsync();
        await _broker.DisposeAsync();
    }

    [Fact]
    public async Task RoomPage_AfterAWindow_HasFigureModeAndLegalNote()
    {
        await new Device(_broker).PublishAsync(Samples.Window(_start, 1, attentive: 0.75));

        var page = await _dashboard.WaitForAsync(RoomPath, "75%");

        Assert.Contains("Room 12", page, StringComparison.Ordinal);
        Assert.Contains("Facial expression and head orientation", page, StringComparison.Ordinal);
        Assert.Contains("2024/1689", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(" style=", page, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task RoomPage_OrientationMode_SaysThatNoEmotionIsInferred()
    {
        await new Device(_broker).PublishAsync(
            Samples.Window(_start, 1, attentive: 0.75) with { Mode = AttentionMode.Orientation, Expressions = null });

        var page = await _dashboard.WaitForAsync(RoomPath, "75%");

        Assert.Contains("No emotion is inferred", page, StringComparison.Ordinal);
        Assert.DoesNotContain("2024/1689", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Expressions of visible faces", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Live_WindowsArrive_SendsThePartThatChanged()
    {
        var device = new Device(_broker);
        await device.GoOnlineAsync();
        await _dashboard.WaitForAsync(RoomPath, "Waiting for the first figures");
        await using var stream = await _dashboard.Client.GetStreamAsync(
            new Uri(RoomPath + "/live", UriKind.Relative), TestContext.Current.CancellationToken);
        var updates = SseParser.Create(stream).EnumerateAsync(TestContext.Current.CancellationToken)
            .Where(one => string.Equals(one.EventType, "update", StringComparison.Ordinal))
            .GetAsyncEnumerator(TestContext.Current.CancellationToken);

        Assert.Contains("Waiting for the first figures", await NextAsync(updates), StringComparison.Ordinal);
        await device.PublishAsync(Samples.Window(_start, 1, attentive: 0.75));
        Assert.Contains("75%", await NextAsync(updates), StringComparison.Ordinal);
        await device.PublishAsync(Samples.Window(_start.AddSeconds(30), 2, WindowStatus.Suppressed));
        Assert.Contains("Too few people to show", await NextAsync(updates), StringComparison.Ordinal);
        await device.GoOfflineAsync();
        Assert.Contains("Device offline", await NextAsync(updates), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Windows_LateBacklogAndDuplicates_ComeInOrderWithoutNumbersWhereSuppressed()
    {
        var device = new Device(_broker);
        await device.PublishAsync(Samples.Window(_start.AddSeconds(30), 3, attentive: 0.5));
        await device.PublishAsync(Samples.Window(_start.AddSeconds(-30), 1, attentive: 0.75));
        await device.PublishAsync(Samples.Window(_start.AddSeconds(30), 3, attentive: 0.5));
        await device.PublishAsync(Samples.Window(_start, 2, WindowStatus.Suppressed));
        await _dashboard.WaitForAsync("/api/rooms/north/room-12/windows", "suppressed");

        using var all = JsonDocument.Parse(await GetAsync("/api/rooms/north/room-12/windows"));
        using var last = JsonDocument.Parse(
            await GetAsync($"/api/rooms/north/room-12/windows?from={_start.AddSeconds(30).UtcDateTime:O}"));

        Assert.Equal(
            ["ok", "suppressed", "ok"],
            all.RootElement.EnumerateArray().Select(one => one.GetProperty("status").GetString()));
        Assert.Equal(
            ["device", "end", "mode", "start", "status"],
            all.RootElement[1].EnumerateObject().Select(property => property.Name).Order(StringComparer.Ordinal));
        Assert.Equal(0.5, Assert.Single(last.RootElement.EnumerateArray()).GetProperty("attentive_share").GetDouble());
    }

    [Fact]
    public async Task Healthz_BadMessages_AreCountedAndHarmNothing()
    {
        await _broker.PublishAsync("edgemonitor/north/room-12/cam-1/attention", "not json");
        await _broker.PublishAsync("edgemonitor/north/room-12/cam-1/health", "{}");
        await new Device(_broker).PublishAsync(Samples.Window(_start, 1, attentive: 0.75));

        var health = await _dashboard.WaitForAsync("/healthz", "\"accepted\":1");

        Assert.Contains("\"status\":\"ok\"", health, StringComparison.Ordinal);
        Assert.Contains("\"malformed\":2", health, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Home_OneRoomOrSeveral_LeadsToTheRoomOrTheList()
    {
        Assert.Equal("/rooms", await RedirectAsync());

        await new Device(_broker).PublishAsync(Samples.Window(_start, 1, attentive: 0.75));
        await _dashboard.WaitForAsync("/api/rooms", "room-12");
        Assert.Equal(RoomPath, await RedirectAsync());

        await new Device(_broker, "room-13").PublishAsync(Samples.Window(_start, 1, WindowStatus.Suppressed));
        var list = await _dashboard.WaitForAsync("/rooms", "Room 13");
        Assert.Equal("/rooms", await RedirectAsync());
        Assert.Contains("Too few people to show", list, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_WithoutBroker_SaysSo()
    {
        await new Device(_broker).PublishAsync(Samples.Window(_start, 1, attentive: 0.75));
        await _dashboard.WaitForAsync(RoomPath, "75%");

        await _broker.StopAsync();

        await _dashboard.WaitForAsync(RoomPath, "no connection to the broker");
        Assert.Contains("degraded", await GetAsync("/healthz"), StringComparison.Ordinal);

        await _broker.StartAgainAsync();
        await _dashboard.WaitForAsync("/healthz", "\"status\":\"ok\"");
        Assert.DoesNotContain("no connection to the broker", await GetAsync(RoomPath), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/rooms", HttpStatusCode.OK)]
    [InlineData("/js/chart.js", HttpStatusCode.OK)]
    [InlineData("/lib/uplot/uPlot.iife.min.js", HttpStatusCode.OK)]
    [InlineData("/healthz", HttpStatusCode.OK)]
    [InlineData("/rooms/north/nowhere", HttpStatusCode.NotFound)]
    [InlineData("/rooms/north/nowhere/live", HttpStatusCode.NotFound)]
    [InlineData("/api/rooms/north/nowhere/windows", HttpStatusCode.NotFound)]
    [InlineData("/nothing", HttpStatusCode.NotFound)]
    public async Task EveryAnswer_CarriesTheSecurityHeaders(string path, HttpStatusCode status)
    {
        using var answer = await _dashboard.Client.GetAsync(
            new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(status, answer.StatusCode);
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("default-src 'self'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Equal(["nosniff"], answer.Headers.GetValues("X-Content-Type-Options"));
        Assert.Equal(["no-referrer"], answer.Headers.GetValues("Referrer-Policy"));
    }

    [Fact]
    public async Task AnyAnswer_ToAForeignHostName_IsRefused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/rooms");
        request.Headers.Host = "attacker.example";

        using var answer = await _dashboard.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    private static async Task<string> NextAsync(IAsyncEnumerator<SseItem<string>> updates)
    {
        Assert.True(await updates.MoveNextAsync().AsTask().WaitAsync(Mosquitto.Patience));
        return updates.Current.Data;
    }

    private Task<string> GetAsync(string path) => _dashboard.Client.GetStringAsync(new Uri(path, UriKind.Relative));

    private async Task<string> RedirectAsync()
    {
        using var answer = await _dashboard.Client.GetAsync(new Uri("/", UriKind.Relative));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return answer.Headers.Location!.ToString();
    }
}
