using System.Threading.Channels;
using EdgeMonitor.Messaging.Native;
using Microsoft.Extensions.Logging;

namespace EdgeMonitor.Messaging;

/// <summary>
/// A client of an MQTT broker, or of the first of several that answers, that stays connected: it reconnects with full jitter, renews its subscriptions and sends
/// what the broker has not confirmed, in order. All members may be used from several threads.
/// </summary>
public sealed class MqttClient : IAsyncDisposable
{
    /// <summary>Messages that <see cref="Received"/> holds; when more come unread, the oldest are dropped and counted.</summary>
    public const int ReceivedCapacity = 10_000;

    /// <summary>The longest that a broker may take to accept a connection.</summary>
    public static readonly TimeSpan ConnectPatience = TimeSpan.FromSeconds(30);

    private const string Stopped = "The client was stopped before the broker could confirm.";

    private readonly BrokerRota _brokers;
    private readonly MqttMessage? _will;
    private readonly TimeProvider _clock;
    private readonly string _clientId;
    private readonly ConnectionProblem _problem;
    private readonly ConnectHook _hook;
    private readonly ReconnectBackoff _backoff;
    private readonly PublishQueue _outgoing = new();
    private readonly SubscriptionSet _subscriptions = new();
    private readonly Channel<MqttMessage> _received;
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _lock = new();

    private volatile MqttConnection? _connection;
    private volatile MqttConnectionState _state;
    private long _receivedDropped;
    private long _connections;
    private Task? _run;
    private Task? _disposal;

    /// <summary>Makes a client that is not connected yet.</summary>
    /// <param name="options">The broker and how to log in.</param>
    /// <param name="will">What the broker publishes when this client disappears; null for nothing.</param>
    /// <param name="clock">Times the waits between attempts.</param>
    /// <param name="logger">Told once of every new problem.</param>
    /// <exception cref="DllNotFoundException">libmosquitto is not installed, or too old.</exception>
    public MqttClient(MqttOptions options, MqttMessage? will, TimeProvider clock, ILogger<MqttClient> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(clock);
        ArgumentNullException.ThrowIfNull(logger);
        LibMosquitto.EnsureInitialized();
        _brokers = new BrokerRota(options);
        _will = will;
        _clock = clock;
        _problem = new ConnectionProblem(logger);
        _hook = new ConnectHook(logger);
        _clientId = options.ClientId ?? DeriveClientId();
        _backoff = new ReconnectBackoff(clock, Random.Shared, TimeSpan.FromSeconds(options.MaximumReconnectSeconds));
        _received = Channel.CreateBounded<MqttMessage>(
            new BoundedChannelOptions(ReceivedCapacity) { FullMode = BoundedChannelFullMode.DropOldest },
            _ => Interlocked.Increment(ref _receivedDropped));
    }

    /// <summary>
    /// Runs on every connect, before any other message leaves: what it publishes comes first. Set it before
    /// <see cref="Start"/>. Its token is cancelled when the connection is lost. An exception is logged; the client goes on.
    /// </summary>
    public Func<CancellationToken, Task>? OnConnected { get; set; }

    /// <summary>
    /// How long the broker keeps the subscriptions, and what comes for them at QoS 1, after the connection has gone; whole
    /// seconds. Zero, the default, for not at all, which is also what MQTT 3.1.1 gets. It needs a client id that stays the same.
    /// </summary>
    public TimeSpan SessionExpiry { get; init; }

    /// <summary>Where the client stands with the broker.</summary>
    public MqttConnectionState State => _state;

    /// <summary>Times that the broker accepted a connection since start.</summary>
    public long Connections => Interlocked.Read(ref _connections);

    /// <summary>Whether the client was told to stop.</summary>
    internal bool IsStopping => _stop.IsCancellationRequested;

    /// <summary>What is wrong and what to do about it, for people; null while nothing is. Never a password.</summary>
    public string? LastProblem => _problem.Current;

    /// <summary>
    /// What the subscriptions bring, in order; completes when the client is disposed. After every reconnect retained
    /// messages come again. Holds <see cref="ReceivedCapacity"/> messages.
    /// </summary>
    public ChannelReader<MqttMessage> Received => _received.Reader;

    /// <summary>Messages that were dropped since nobody read <see cref="Received"/> in time.</summary>
    public long ReceivedDropped => Interlocked.Read(ref _receivedDropped);

    /// <summary>Connects in the background and stays connected until disposal. Returns at once; a second call does nothing.</summary>
    public void Start()
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposal is not null, this);
            _run ??= Task.Run(RunAsync);
        }
    }

    /// <summary>
    /// Publishes a message. Waits while there is no connection. QoS 1 completes when the broker has confirmed it and is
    /// sent again after a lost connection, so it may arrive twice; QoS 0 completes when it has gone out. Cancelling keeps a
    /// message from leaving that has not left yet.
    /// </summary>
    /// <exception cref="MqttException">The broker or this client refused the message, or the client was disposed before it could be delivered.</exception>
    public async Task PublishAsync(MqttMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        cancellationToken.ThrowIfCancellationRequested();
        var item = _outgoing.Add(message, earlyFor: _hook.Asking);
        await using var registration = cancellationToken.UnsafeRegister(
            (_, token) => _outgoing.Withdraw(item, token), state: null);
        _connection?.Wake();
        await item.Completion.Task;
    }

    /// <summary>
    /// Subscribes to a filter (<c>+</c> stands for one level, <c>#</c> for the rest), now and after every reconnect.
    /// Completes when the broker has confirmed it; waits while there is no connection.
    /// </summary>
    /// <exception cref="MqttException">The broker or this client refused the filter, or the client was disposed meanwhile.</exception>
    public async Task SubscribeAsync(string filter, MqttQos qos, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(filter);
        cancellationToken.ThrowIfCancellationRequested();
        var item = _subscriptions.Add(filter, qos);
        await using var registration = cancellationToken.UnsafeRegister(
            (_, token) => _subscriptions.Withdraw(item, token), state: null);
        _connection?.Wake();
        await item.Completion.Task;
    }

    /// <summary>
    /// Disconnects cleanly, so that the broker does not publish the will. Messages that wait fail with
    /// <see cref="MqttException"/>; <see cref="Received"/> completes.
    /// </summary>
    public ValueTask DisposeAsync()
    {
        lock (_lock)
        {
            _disposal ??= StopAsync();
            return new ValueTask(_disposal);
        }
    }

    private static string DeriveClientId() => $"edgemonitor-{Environment.MachineName}-{Guid.NewGuid():N}";

    private async Task StopAsync()
    {
        await _stop.CancelAsync();
        if (_run is { } run)
        {
            await run;
        }

        _outgoing.Close(Stopped);
        _subscriptions.Close(Stopped);
        _received.Writer.TryComplete();
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            _state = MqttConnectionState.Connecting;
            string problem;
            try
            {
                problem = await ConnectOnceAsync(LoginCredentials.Resolve(_brokers.Current));
            }
            catch (Exception exception)
            {
                // Such as no more files or threads for the moment: a client that stays connected must outlive that too.
                problem = $"The connection to {_brokers.Current.Broker} failed: {exception.Message}";
            }

            _state = MqttConnectionState.Disconnected;
            if (_stop.IsCancellationRequested)
            {
                return;
            }

            _brokers.Next(lasted: _backoff.IsStable);
            var wait = _backoff.Next();
            _problem.Disconnected(problem, wait);
            await Task.Delay(wait, _clock, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <returns>Why the connection did not come about or ended.</returns>
    private async Task<string> ConnectOnceAsync(MqttOptions broker)
    {
        var accepted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var connection = NewConnection(broker, accepted);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        await using var registration = _stop.Token.UnsafeRegister(_ => connection.Stop(), state: null);
        var patience = Task.Delay(ConnectPatience, _clock, ended.Token);
        connection.Start();
        await Task.WhenAny(accepted.Task, connection.Completion, patience);
        if (!accepted.Task.IsCompleted && !connection.Completion.IsCompleted)
        {
            connection.Stop();
        }

        var hook = accepted.Task.IsCompleted ? RunHookAsync(connection, broker, ended.Token) : Task.CompletedTask;
        var end = await connection.Completion;
        _connection = null;
        _state = MqttConnectionState.Disconnected;
        await ended.CancelAsync();
        _outgoing.ConnectionLost();
        _subscriptions.ConnectionLost();
        await hook;
        return await ExplainAsync(end, broker, accepted.Task.IsCompleted);
    }

    private async Task<string> ExplainAsync(ConnectionEnd end, MqttOptions broker, bool accepted)
    {
        var closerLook = end switch
        {
            { CertificateRefused: true } => await TlsDiagnosis.ExplainAsync(broker, _clock, _stop.Token),
            { ClientCertificateSuspect: true } => TlsDiagnosis.ExplainOwn(broker, _clock),
            _ => null,
        };
        var problem = closerLook ?? end.Problem ?? MqttProblems.NoAnswer(broker, ConnectPatience);
        return _problem.Interpret(problem, brief: accepted && !_backoff.IsStable, _clientId);
    }

    private MqttConnection NewConnection(MqttOptions broker, TaskCompletionSource accepted)
    {
        MqttConnection connection = null!;
        connection = new MqttConnection(broker, _clientId, _will)
        {
            SessionExpiry = SessionExpiry,
            Accepted = () =>
            {
                _connection = connection;
                _outgoing.Connected(connection);
                accepted.TrySetResult();
            },
            Acknowledged = _outgoing.Acknowledge,
            Subscribed = (messageId, reason) => ReportRenewal(_subscriptions.Acknowledge(messageId, reason)),
            MessageArrived = message => _received.Writer.TryWrite(message),
            Turn = () => ConnectionFeed.HandOver(connection, _subscriptions, _outgoing),
        };
        return connection;
    }

    private async Task RunHookAsync(MqttConnection connection, MqttOptions broker, CancellationToken cancellationToken)
    {
        _backoff.Connected();
        Interlocked.Increment(ref _connections);
        _problem.Connected(broker.Broker, _clientId);
        _state = MqttConnectionState.Connected;
        if (OnConnected is { } action && await _hook.RunAsync(action, connection, broker.Broker, cancellationToken) is { } problem)
        {
            _problem.WhileConnected(problem);
        }

        _outgoing.OpenGate(connection);
        connection.Wake();
    }

    private void ReportRenewal(string? problem)
    {
        if (problem is not null)
        {
            _problem.RenewalRefused(problem);
        }
    }
}
