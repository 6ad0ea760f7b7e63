using System.Collections.Concurrent;
using EdgeMonitor.Messaging.Storage;
using Microsoft.Extensions.Logging;

namespace EdgeMonitor.Messaging.Tests;

/// <summary>Keeps what is logged, as text.</summary>
internal sealed class CollectingLogger : ILoggerFactory, ILogger<MqttClient>, ILogger<Outbox>
{
    public ConcurrentQueue<(LogLevel Level, string Text)> Entries { get; } = new();

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Entries.Enqueue((logLevel, $"{formatter(state, exception)} {exception}"));

    public void Dispose()
    {
    }
}
