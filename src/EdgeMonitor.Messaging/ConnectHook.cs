using Microsoft.Extensions.Logging;

namespace EdgeMonitor.Messaging;

/// <summary>What runs on every connect before anything else leaves, and how its own messages are told from others.</summary>
internal sealed partial class ConnectHook
{
    private readonly ILogger<MqttClient> _logger;
    private readonly AsyncLocal<Execution?> _current = new();

    public ConnectHook(ILogger<MqttClient> logger) => _logger = logger;

    /// <summary>The connection whose hook asks; null for everybody else.</summary>
    public MqttConnection? Asking => _current.Value is { IsRunning: true } execution ? execution.Connection : null;

    /// <summary>Runs <paramref name="action"/>; an exception of it is logged and goes no further.</summary>
    /// <returns>What went wrong; null when nothing did, or when the connection went meanwhile.</returns>
    public async Task<string?> RunAsync(
        Func<CancellationToken, Task> action, MqttConnection connection, string broker, CancellationToken cancellationToken)
    {
        var execution = new Execution(connection);
        _current.Value = execution;
        try
        {
            await action(cancellationToken);
            return null;
        }
        catch (Exception exception) when (cancellationToken.IsCancellationRequested)
        {
            // Expected: what the hook waited for went with the connection.
            LogInterrupted(exception);
            return null;
        }
        catch (Exception exception)
        {
            LogFailed(exception, broker);
            return exception.Message;
        }
        finally
        {
            execution.IsRunning = false;
        }
    }

    [LoggerMessage(103, LogLevel.Error, "What is to be done after connecting to {Broker} failed.")]
    private partial void LogFailed(Exception exception, string broker);

    [LoggerMessage(104, LogLevel.Debug, "The connection was lost while what is to be done after connecting was under way.")]
    private partial void LogInterrupted(Exception exception);

    private sealed class Execution
    {
        public Execution(MqttConnection connection) => Connection = connection;

        public MqttConnection Connection { get; }

        public volatile bool IsRunning = true;
    }
}
