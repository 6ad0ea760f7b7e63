using Microsoft.Extensions.Logging;

namespace EdgeMonitor.Messaging;

/// <summary>What is wrong with a client's connection: kept for those who ask, and logged once as long as it stays the same.</summary>
internal sealed partial class ConnectionProblem
{
    private const int SuspiciouslyBrief = 3;

    private readonly ILogger<MqttClient> _logger;
    private volatile string? _current;
    private string? _logged;
    private int _brief;

    public ConnectionProblem(ILogger<MqttClient> logger) => _logger = logger;

    /// <summary>In words for a person; null while nothing is wrong.</summary>
    public string? Current => _current;

    /// <summary>The broker has accepted a connection.</summary>
    public void Connected(string broker, string clientId)
    {
        _current = null;
        _logged = null;
        LogConnected(broker, clientId);
    }

    /// <summary>Counts connections that the broker accepted and that ended soon, and suspects something after a few.</summary>
    public string Interpret(string problem, bool brief, string clientId)
    {
        _brief = brief ? _brief + 1 : 0;
        return _brief >= SuspiciouslyBrief ? MqttProblems.KeepsEnding(problem, clientId) : problem;
    }

    /// <summary>A connection ended or did not come about.</summary>
    public void Disconnected(string problem, TimeSpan wait)
    {
        _current = problem;
        if (string.Equals(problem, _logged, StringComparison.Ordinal))
        {
            LogStillDisconnected(problem, wait.TotalSeconds);
            return;
        }

        _logged = problem;
        LogDisconnected(problem, wait.TotalSeconds);
    }

    /// <summary>Something does not work though the connection stands.</summary>
    public void WhileConnected(string problem) => _current = problem;

    /// <summary>The broker did not renew a subscription that it had accepted before.</summary>
    public void RenewalRefused(string problem)
    {
        _current = problem;
        LogRenewalRefused(problem);
    }

    [LoggerMessage(100, LogLevel.Information, "Connected to the broker {Broker} as '{ClientId}'.")]
    private partial void LogConnected(string broker, string clientId);

    [LoggerMessage(101, LogLevel.Warning, "{Problem} Next attempt in {Seconds:0.0} s.")]
    private partial void LogDisconnected(string problem, double seconds);

    [LoggerMessage(102, LogLevel.Debug, "Still: {Problem} Next attempt in {Seconds:0.0} s.")]
    private partial void LogStillDisconnected(string problem, double seconds);

    [LoggerMessage(105, LogLevel.Warning, "{Problem}")]
    private partial void LogRenewalRefused(string problem);
}
