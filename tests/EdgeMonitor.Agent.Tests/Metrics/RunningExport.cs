using System.Collections.Concurrent;
using EdgeMonitor.Agent.Metrics;
using EdgeMonitor.Contracts;
using EdgeMonitor.TestSupport;
using Microsoft.Extensions.Logging;

namespace EdgeMonitor.Agent.Tests.Metrics;

/// <summary>An export that runs until it is disposed, and what it logged.</summary>
internal sealed class RunningExport : IAsyncDisposable, ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> _log = [];
    private readonly LoggerFactory _loggers = new();
    private MetricsExport? _export;

    public IReadOnlyCollection<string> Lines => _log;

    public static async Task<RunningExport> StartAsync(
        string endpoint, Func<DeviceFigures> figures, Action<MetricsOptions>? change = null, int intervalSeconds = 1)
    {
        var options = new MetricsOptions { Endpoint = endpoint, IntervalSeconds = intervalSeconds };
        change?.Invoke(options);
        var running = new RunningExport();
        running._loggers.AddProvider(running);
        running._export = new MetricsExport(options, new DeviceAddress("north", "room-12", "cam-1"), figures, TimeProvider.System, running._loggers);
        await running._export.StartAsync(TestContext.Current.CancellationToken);
        return running;
    }

    public async Task WaitForLogAsync(string part)
    {
        using var patience = new CancellationTokenSource(Mosquitto.Patience);
        while (!_log.Any(line => line.Contains(part, StringComparison.Ordinal)))
        {
            Assert.False(patience.IsCancellationRequested, $"'{part}' was never logged: {string.Join('\n', _log)}");
            await Task.Delay(10, CancellationToken.None);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _export!.StopAsync(CancellationToken.None);
        _export.Dispose();
        _loggers.Dispose();
    }

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _log.Enqueue(formatter(state, exception));

    void IDisposable.Dispose()
    {
    }
}
