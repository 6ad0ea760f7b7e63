using EdgeMonitor.Dashboard.Hosting;
using EdgeMonitor.Dashboard.Ingest;
using EdgeMonitor.TestSupport;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace EdgeMonitor.Dashboard.Tests.Support;

/// <summary>The whole dashboard on a free port, listening to a real broker.</summary>
internal sealed class RunningDashboard : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly TemporaryDatabase _database;
    private bool _stopped;

    // Also shows that the environment reaches the configuration.
    static RunningDashboard() =>
        Environment.SetEnvironmentVariable("EDGEMONITOR_DASHBOARD__LOGGING__LOGLEVEL__DEFAULT", "Warning");

    private RunningDashboard(WebApplication app, TemporaryDatabase database)
    {
        _app = app;
        _database = database;
        Address = new Uri(app.Urls.First());
        Client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = Address };
    }

    public Uri Address { get; }

    public IEnumerable<string> Urls => _app.Urls;

    public HttpClient Client { get; }

    public IServiceProvider Services => _app.Services;

    /// <summary>Starts it; the broker has confirmed its subscriptions when this completes.</summary>
    public static async Task<RunningDashboard> StartAsync(
        Mosquitto broker, bool open = true, string? database = null, string? configFile = null, string urls = "http://127.0.0.1:0")
    {
        var temporary = new TemporaryDatabase(database);
        var app = DashboardApplication.Create(new DashboardArguments
        {
            Urls = urls,
            MqttHost = broker.Host,
            MqttPort = broker.Port,
            Database = temporary.Place,
            Open = open,
            ConfigFile = configFile,
        });
        await app.StartAsync();
        var link = app.Services.GetRequiredService<BrokerLink>();
        await Eventually.AsyncTrue(() => Task.FromResult(link.IsListening));
        return new RunningDashboard(app, temporary);
    }

    /// <summary>Completes when the answer of <paramref name="path"/> contains <paramref name="text"/>, and gives it.</summary>
    public async Task<string> WaitForAsync(string path, string text)
    {
        var body = string.Empty;
        await Eventually.AsyncTrue(async () =>
        {
            using var answer = await Client.GetAsync(new Uri(path, UriKind.Relative));
            body = await answer.Content.ReadAsStringAsync();
            return body.Contains(text, StringComparison.Ordinal);
        });
        return body;
    }

    /// <summary>Stops it, once.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_stopped)
        {
            return;
        }

        _stopped = true;
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        await _database.DisposeAsync();
    }
}
