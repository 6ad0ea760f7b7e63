using System.Net;
using System.Text.Json;
using EdgeMonitor.Contracts;
using EdgeMonitor.Dashboard.Tests.Support;
using EdgeMonitor.TestSupport;

namespace EdgeMonitor.Dashboard.Tests;

/// <summary>What programs read.</summary>
public sealed class ApiTests : IAsyncLifetime
{
    private readonly DateTimeOffset _start = Samples.ThisSecond();
    private Mosquitto _broker = null!;
    private RunningDashboard _dashboard = null!;

    public async ValueTask InitializeAsync()
    {
        _broker = await Mosquitto.StartAsync();
        _dashboard = await RunningDashboard.StartAsync(_broker);
        var device = new Device(_broker);
        await device.GoOnlineAsync();
        await device.PublishAsync(Samples.Health(_start, CameraState.Stalled, "no frame for 12 s"));
        await device.PublishAsync(Samples.Window(_start, 1, attentive: 0.75));
        await _dashboard.WaitForAsync("/api/rooms", "0.75");
    }

    public async ValueTask DisposeAsync()
    {
        await _dashboard.DisposeAsync();
        await _broker.DisposeAsync();
    }

    [Theory]
    [InlineData("/api/rooms", "/api/rooms")]
    [InlineData("/api/rooms/north/room-12/windows", "/api/rooms/{site}/{room}/windows")]
    [InlineData("/api/rooms/north/room-12/hours", "/api/rooms/{site}/{room}/hours")]
    [InlineData("/healthz", "/healthz")]
    public async Task Answer_HasOnlyWhatTheDocumentSays(string path, string documented)
    {
        using var document = JsonDocument.Parse(await GetAsync("/openapi.json"));
        using var answer = JsonDocument.Parse(await GetAsync(path));

        var schema = Resolve(document, document.RootElement.GetProperty("paths").GetProperty(documented).GetProperty("get")
            .GetProperty("responses").GetProperty("200").GetProperty("content").GetProperty("application/json").GetProperty("schema"));
        var one = answer.RootElement.ValueKind == JsonValueKind.Array ? answer.RootElement[0] : answer.RootElement;
        var described = schema.TryGetProperty("items", out var items) ? Resolve(document, items) : schema;
        Assert.Subset(
            described.GetProperty("properties").EnumerateObject().Select(property => property.Name).ToHashSet(StringComparer.Ordinal),
            one.EnumerateObject().Select(property => property.Name).ToHashSet(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Document_NamesProgramsPathsOnly()
    {
        using var document = JsonDocument.Parse(await GetAsync("/openapi.json"));

        Assert.Equal(
            ["/api/rooms", "/api/rooms/{site}/{room}/hours", "/api/rooms/{site}/{room}/windows", "/healthz", "/metrics"],
            document.RootElement.GetProperty("paths").EnumerateObject().Select(path => path.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Hours_OfARoom_AreItsMeans()
    {
        using var hours = JsonDocument.Parse(await GetAsync("/api/rooms/north/room-12/hours"));

        var hour = Assert.Single(hours.RootElement.EnumerateArray());
        Assert.Equal(0.75, hour.GetProperty("attentive_share").GetDouble());
        Assert.Equal(20, hour.GetProperty("people").GetDouble());
    }

    [Theory]
    [InlineData("windows?from=2026-01-01T00:00:00Z&to=2026-02-01T00:00:00Z")]
    [InlineData("windows?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z")]
    [InlineData("windows?from=yesterday")]
    public async Task Windows_TimeThatMakesNoSense_IsABadRequest(string query)
    {
        using var answer = await _dashboard.Client.GetAsync(
            new Uri($"/api/rooms/north/room-12/{query}", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Metrics_SayHowDevicesAreAndNothingAboutPeople()
    {
        await _broker.PublishAsync("edgemonitor/north/room-12/cam-1/attention", "not json");

        var metrics = await _dashboard.WaitForAsync("/metrics", "reason=\"malformed\"");

        var labels = "{site=\"north\",room=\"room-12\",device=\"cam-1\"";
        Assert.Contains("edgemonitor_broker_up 1\n", metrics, StringComparison.Ordinal);
        Assert.Contains("edgemonitor_messages_total{outcome=\"refused\",reason=\"malformed\"} 1\n", metrics, StringComparison.Ordinal);
        Assert.Contains($"edgemonitor_device_temperature_celsius{labels}}} 54.2\n", metrics, StringComparison.Ordinal);
        Assert.Contains($"edgemonitor_device_alert{labels},alert=\"blind\"}} 1\n", metrics, StringComparison.Ordinal);
        Assert.DoesNotContain("attentive", metrics, StringComparison.Ordinal);
        Assert.DoesNotContain("people", metrics, StringComparison.Ordinal);
        Assert.All(
            metrics.Split('\n', StringSplitOptions.RemoveEmptyEntries),
            line => Assert.Matches(@"^(# (HELP|TYPE) [a-z_]+ .+|[a-z_]+(\{[a-z]+=""[^""]*""(,[a-z]+=""[^""]*"")*\})? -?[0-9.]+(E[+-]?[0-9]+)?)$", line));
    }

    private static JsonElement Resolve(JsonDocument document, JsonElement schema) =>
        schema.TryGetProperty("$ref", out var reference)
            ? reference.GetString()!.Split('/').Skip(1).Aggregate(document.RootElement, (element, name) => element.GetProperty(name))
            : schema;

    private Task<string> GetAsync(string path) => _dashboard.Client.GetStringAsync(new Uri(path, UriKind.Relative));
}
