using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace EdgeMonitor.Capture.Tests;

/// <summary>Keeps what a camera logs at information level and above.</summary>
internal sealed class RecordingLogger : ILogger<Camera>
{
    private readonly ConcurrentQueue<(EventId Id, string Text)> _entries = new();

    public IReadOnlyList<string> Texts => [.. _entries.Select(entry => entry.Text)];

    public int Count(int eventId) => _entries.Count(entry => entry.Id.Id == eventId);

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
        {
            _entries.Enqueue((eventId, formatter(state, exception)));
        }
    }
}
