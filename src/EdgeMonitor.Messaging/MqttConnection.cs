using System.Runtime.InteropServices;
using EdgeMonitor.Messaging.Native;

namespace EdgeMonitor.Messaging;

/// <summary>
/// One network connection to the broker, from the first packet to the last. Everything native happens on one thread that
/// belongs to the connection, and each connection has a libmosquitto client of its own: what libmosquitto would keep over
/// reconnects is kept by <see cref="PublishQueue"/> instead, where its order and its bounds are ours.
/// </summary>
internal sealed partial class MqttConnection : IDisposable
{
    private const int MaximumPackets = 100;
    private const int PollMilliseconds = 1000;
    private const int FarewellRounds = 20;
    private const int FarewellMilliseconds = 100;
    private const int LibraryLogLines = 8;

    // A TLS handshake whose connection broke reports success for ever, but the broker's last words may still be unread.
    private const int ReadsAfterHangUp = 10;

    private readonly MqttOptions _options;
    private readonly string _clientId;
    private readonly MqttMessage? _will;
    private readonly TaskCompletionSource<ConnectionEnd> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SocketWaiter _waiter = new();
    private readonly Lock _lock = new();
    private readonly List<(int MessageId, int Reason)> _acknowledgements = [];
    private readonly List<string> _libraryLog = [];

    private nint _client;
    private bool _stopping;
    private bool _inBlockingCall;
    private bool _accepted;
    private int _readsAfterHangUp;
    private ConnectionEnd? _end;

    public MqttConnection(MqttOptions options, string clientId, MqttMessage? will)
    {
        _options = options;
        _clientId = clientId;
        _will = will;
    }

    /// <summary>How long the broker keeps the session after the connection; zero for a clean one.</summary>
    public TimeSpan SessionExpiry { get; init; }

    /// <summary>The broker has accepted the connection. This and the others are called on the connection's thread.</summary>
    public required Action Accepted { get; init; }

    /// <summary>A message has left (QoS 0) or was answered (QoS 1): its id and the broker's reason code.</summary>
    public required Action<int, int> Acknowledged { get; init; }

    /// <summary>A subscription was answered: its id and the granted QoS, or a reason code of 128 and above.</summary>
    public required Action<int, int> Subscribed { get; init; }

    /// <summary>A message arrived.</summary>
    public required Action<MqttMessage> MessageArrived { get; init; }

    /// <summary>The moment to call <see cref="TryPublish"/> and <see cref="TrySubscribe"/>; comes after every <see cref="Wake"/>.</summary>
    public required Action Turn { get; init; }

    /// <summary>Completes when the connection has ended; it never fails.</summary>
    public Task<ConnectionEnd> Completion => _completion.Task;

    /// <summary>Connects in the background.</summary>
    public void Start() => new Thread(Run) { IsBackground = true, Name = $"mqtt {_options.Broker}" }.Start();

    /// <summary>Asks for a <see cref="Turn"/>; from any thread.</summary>
    public void Wake() => _waiter.Wake();

    /// <summary>
    /// Takes leave of the broker, from any thread. Where the thread is caught in a connect that cannot be interrupted, it is
    /// left to itself: it tidies up when the call comes back.
    /// </summary>
    public void Stop()
    {
        lock (_lock)
        {
            _stopping = true;
            if (_inBlockingCall)
            {
                _completion.TrySetResult(new ConnectionEnd(Problem: null));
            }
        }

        Wake();
    }

    /// <summary>The same as <see cref="Stop"/>; what is native is released by the connection's thread when it ends.</summary>
    public void Dispose() => Stop();

    /// <summary>Hands a message to libmosquitto. On the connection's thread only.</summary>
    /// <returns>False when the connection is broken and the message should wait for the next.</returns>
    /// <exception cref="MqttException">The message can never be sent.</exception>
    public bool TryPublish(MqttMessage message, out int messageId)
    {
        messageId = 0;
        if (_end is not null)
        {
            return false;
        }

        var error = MessageSender.Send(_client, message, withProperties: _options.SpeaksMqtt5, out messageId, out var systemError);
        return Judge(error, systemError) ?? throw new MqttException(MqttProblems.PublishImpossible(error, message.Topic));
    }

    /// <summary>Asks for a subscription. On the connection's thread only.</summary>
    /// <returns>False when the connection is broken.</returns>
    /// <exception cref="MqttException">The filter can never be subscribed to.</exception>
    public bool TrySubscribe(string filter, MqttQos qos, out int messageId)
    {
        messageId = 0;
        if (_end is not null)
        {
            return false;
        }

        var error = LibMosquitto.Subscribe(_client, out messageId, filter, (int)qos, options: 0, properties: 0);
        return Judge(error, Marshal.GetLastPInvokeError()) ?? throw new MqttException(MqttProblems.SubscribeImpossible(error, filter));
    }

    // Before MQTT 5, a session that is kept has no end.
    private bool KeepsSession => _options.SpeaksMqtt5 && SessionExpiry > TimeSpan.Zero;

    private void Run()
    {
        ConnectionEnd end;
        var self = GCHandle.Alloc(this);
        try
        {
            end = ConnectAndServe(GCHandle.ToIntPtr(self));
        }
        catch (Exception exception)
        {
            // The thread is the last place where anything can be caught: an exception here would end the process.
            end = new ConnectionEnd($"The connection to {_options.Broker} failed: {exception.Message}");
        }
        finally
        {
            if (_client != 0)
            {
                LibMosquitto.Destroy(_client);
            }

            self.Free();
            _waiter.Dispose();
        }

        _completion.TrySetResult(end);
    }

    private ConnectionEnd ConnectAndServe(nint self)
    {
        _client = LibMosquitto.New(_clientId, cleanStart: !KeepsSession, self);
        if (_client == 0)
        {
            throw new MqttException("mqtt.clientId is not valid: it is empty or has characters that MQTT forbids.");
        }

        RegisterCallbacks();
        ClientSetup.Configure(_client, _options, _will);
        Connect();
        if (_end is null)
        {
            Serve();
        }

        return _end ?? TakeLeave();
    }

    private void Connect()
    {
        lock (_lock)
        {
            if (_stopping)
            {
                _end = new ConnectionEnd(Problem: null);
                return;
            }

            _inBlockingCall = true;
        }

        // Not the asynchronous variant: that one gives up after the first address of a name, and localhost has two.
        var properties = KeepsSession ? MessageProperties.CreateSessionExpiry(SessionExpiry) : 0;
        var error = LibMosquitto.Connect(
            _client, _options.Host, _options.ConnectPort, _options.KeepAliveSeconds, bindAddress: null, properties);
        var systemError = Marshal.GetLastPInvokeError();
        LibMosquitto.FreeProperties(ref properties);
        lock (_lock)
        {
            _inBlockingCall = false;
        }

        if (error == MosquittoError.Success)
        {
            SocketWaiter.KeepFromChildren(LibMosquitto.Socket(_client));
        }
        else
        {
            Fail(error, systemError);
        }
    }

    private void Serve()
    {
        while (_end is null && !Volatile.Read(ref _stopping))
        {
            if (_accepted)
            {
                Turn();
            }

            // What was acknowledged makes room for more, so there is no waiting before the next turn.
            var wait = DeliverAcknowledgements() ? 0 : PollMilliseconds;
            if (_end is null)
            {
                Exchange(wait);
            }
        }
    }

    private void Exchange(int milliseconds)
    {
        var wanted = LibMosquitto.WantsToWrite(_client) ? SocketEvents.Readable | SocketEvents.Writable : SocketEvents.Readable;
        var events = _waiter.Wait(LibMosquitto.Socket(_client), wanted, milliseconds);
        if (events != SocketEvents.None && Check(LibMosquitto.Read(_client, MaximumPackets)))
        {
            var hungUp = (events & (SocketEvents.Error | SocketEvents.HungUp)) != SocketEvents.None;
            if (hungUp && !_accepted && ++_readsAfterHangUp > ReadsAfterHangUp)
            {
                Fail(MosquittoError.ConnectionLost, systemError: 0);
            }
            else if (LibMosquitto.WantsToWrite(_client))
            {
                Check(LibMosquitto.Write(_client, MaximumPackets));
            }
        }

        if (_end is null)
        {
            Check(LibMosquitto.KeepAlive(_client));
        }
    }

    private ConnectionEnd TakeLeave()
    {
        LibMosquitto.Disconnect(_client, reason: 0, properties: 0);
        for (var round = 0; round < FarewellRounds && LibMosquitto.Socket(_client) >= 0 && LibMosquitto.WantsToWrite(_client); round++)
        {
            _waiter.Wait(LibMosquitto.Socket(_client), SocketEvents.Writable, FarewellMilliseconds);
            LibMosquitto.Write(_client, MaximumPackets);
        }

        return new ConnectionEnd(Problem: null);
    }

    private bool DeliverAcknowledgements()
    {
        if (_acknowledgements.Count == 0)
        {
            return false;
        }

        foreach (var (messageId, reason) in _acknowledgements)
        {
            Acknowledged(messageId, reason);
        }

        _acknowledgements.Clear();
        return true;
    }

    private bool Check(MosquittoError error)
    {
        if (error != MosquittoError.Success)
        {
            Fail(error, Marshal.GetLastPInvokeError());
        }

        return _end is null;
    }

    /// <summary>True: done. False: the connection is broken. Null: what was asked for is impossible.</summary>
    private bool? Judge(MosquittoError error, int systemError)
    {
        switch (error)
        {
            case MosquittoError.Success:
                return true;
            case MosquittoError.NoConnection or MosquittoError.ConnectionLost or MosquittoError.SystemError or MosquittoError.Tls:
                Fail(error, systemError);
                return false;
            default:
                return null;
        }
    }

    // The first reason is the true one: libmosquitto reports its own clearing up as further errors.
    private void Fail(MosquittoError error, int systemError) => _end ??= new ConnectionEnd(
        MqttProblems.Failed(error, systemError, _libraryLog, _accepted, _options),
        MqttProblems.IsCertificateRefused(_libraryLog),
        MqttProblems.MayHaveRefusedClientCertificate(error, systemError, _libraryLog, _accepted, _options));
}
