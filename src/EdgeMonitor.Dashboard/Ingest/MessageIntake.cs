using EdgeMonitor.Dashboard.History;
using EdgeMonitor.Messaging;

namespace EdgeMonitor.Dashboard.Ingest;

/// <summary>
/// Takes messages of devices into the history. What does not follow the contract is counted, and the first of each kind is
/// logged; no message does any harm.
/// </summary>
public sealed partial class MessageIntake
{
    // A person looks for the newest mistake; the count says how many there were.
    private const int RefusalsKept = 20;

    private readonly MessageReader _reader;
    private readonly HistoryWriter _history;
    private readonly LiveRooms _rooms;
    private readonly TimeProvider _time;
    private readonly ILogger<MessageIntake> _logger;
    private readonly Lock _lock = new();
    private readonly Dictionary<Refusal, long> _refused = [];
    private readonly Queue<RefusedMessage> _newest = new();
    private long _accepted;
    private long _duplicates;

    /// <summary>Makes an intake into the history and the live rooms.</summary>
    public MessageIntake(
        MessageReader reader, HistoryWriter history, LiveRooms rooms, TimeProvider time, ILogger<MessageIntake> logger)
    {
        _reader = reader;
        _history = history;
        _rooms = rooms;
        _time = time;
        _logger = logger;
    }

    /// <summary>What became of the messages so far.</summary>
    public IntakeCounts Counts
    {
        get
        {
            lock (_lock)
            {
                return new IntakeCounts(_accepted, _duplicates, new Dictionary<Refusal, long>(_refused));
            }
        }
    }

    /// <summary>The newest messages that were not taken in, the newest first.</summary>
    public IReadOnlyList<RefusedMessage> NewestRefusals
    {
        get
        {
            lock (_lock)
            {
                return [.. _newest.Reverse()];
            }
        }
    }

    /// <summary>Takes messages in, in their order and all at once, or counts why not.</summary>
    /// <exception cref="System.Data.Common.DbException">The database cannot take them; none has been taken in.</exception>
    public async Task TakeAsync(IReadOnlyList<MqttMessage> messages, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(messages);
        var read = messages.Select(message => (Message: message, Outcome: _reader.Read(message))).ToList();
        var understood = read.Where(one => one.Outcome.Report is not null).ToList();
        List<DeviceReport> reports = [.. understood.Select(one => one.Outcome.Report!)];
        var results = await _history.SaveAsync(reports, cancellation);
        foreach (var (message, outcome) in read)
        {
            if (outcome.Problem is { } problem)
            {
                Refuse(message, problem);
            }
        }

        foreach (var (one, result) in understood.Zip(results))
        {
            Count(one.Message, result);
        }

        // A window that the database has already may still be new here, after an instance that has gone.
        _rooms.Apply(reports.Zip(results)
            .Where(one => one.Second is StoreResult.Stored or StoreResult.Duplicate)
            .Select(one => one.First));
    }

    private void Count(MqttMessage message, StoreResult result)
    {
        switch (result)
        {
            case StoreResult.TooOld:
                Refuse(message, new(Refusal.TooOld, "windows of that time have been summed up or deleted"));
                break;
            case StoreResult.TooManyDevices:
                Refuse(message, new(Refusal.TooManyDevices, "raise History:MaximumDevices if these are yours"));
                break;
            default:
                lock (_lock)
                {
                    _ = result == StoreResult.Duplicate ? _duplicates++ : _accepted++;
                }

                break;
        }
    }

    private void Refuse(MqttMessage message, Problem problem)
    {
        bool first;
        lock (_lock)
        {
            first = _refused.TryAdd(problem.Kind, 0);
            _refused[problem.Kind]++;
            _newest.Enqueue(new RefusedMessage(_time.GetUtcNow(), message.Topic, problem));
            if (_newest.Count > RefusalsKept)
            {
                _newest.Dequeue();
            }
        }

        if (first)
        {
            LogRefused(message.Topic, problem.Kind, problem.Detail);
        }
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Warning,
        Message = "Refused a message on '{Topic}' ({Kind}): {Detail}. Further ones of this kind are only counted, see /fleet.")]
    private partial void LogRefused(string topic, Refusal kind, string detail);
}
