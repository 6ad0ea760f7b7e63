using FsCheck;
using FsCheck.Fluent;

namespace EdgeMonitor.Messaging.Tests;

public sealed class PublishQueueTests
{
    private readonly PublishQueue _queue = new();
    private readonly object _connection = new();

    [Fact]
    public void TakeNext_GateClosed_GivesEarlyMessagesOnly()
    {
        var ordinary = _queue.Add(Message("ordinary"));
        _queue.Connected(_connection);
        var early = _queue.Add(Message("early"), _connection);

        Assert.Same(early, _queue.TakeNext());
        Assert.Null(_queue.TakeNext());
        _queue.OpenGate(_connection);
        Assert.Same(ordinary, _queue.TakeNext());
    }

    [Fact]
    public void OpenGate_ConnectionIsOver_StaysClosed()
    {
        _queue.Add(Message("ordinary"));
        Connect();
        _queue.ConnectionLost();

        _queue.OpenGate(_connection);

        Assert.Null(_queue.TakeNext());
    }

    [Fact]
    public void TakeNext_WindowFull_WaitsForAnAcknowledgement()
    {
        Connect();
        for (var messageId = 1; messageId <= PublishQueue.Window; messageId++)
        {
            _queue.Add(Message($"{messageId}"));
            _queue.HandedOver(_queue.TakeNext()!, messageId);
        }

        var next = _queue.Add(Message("next"));
        Assert.Null(_queue.TakeNext());

        _queue.Acknowledge(7, reason: 0);

        Assert.Same(next, _queue.TakeNext());
    }

    [Fact]
    public async Task Acknowledge_FailureCode_FailsWithTheReason()
    {
        Connect();
        var item = _queue.Add(Message("a"));
        _queue.HandedOver(_queue.TakeNext()!, 1);

        _queue.Acknowledge(1, reason: 151);

        var exception = await Assert.ThrowsAsync<MqttException>(() => item.Completion.Task);
        Assert.Equal(151, exception.ReasonCode);
    }

    [Fact]
    public void Acknowledge_SuccessWithoutSubscribers_Completes()
    {
        const int NoMatchingSubscribers = 16;
        Connect();
        var item = _queue.Add(Message("a"));
        _queue.HandedOver(_queue.TakeNext()!, 1);

        _queue.Acknowledge(1, NoMatchingSubscribers);

        Assert.True(item.Completion.Task.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task ConnectionLost_EarlyMessages_FailAndLaterOnesToo()
    {
        Connect();
        var underWay = _queue.Add(Message("early"), _connection);
        _queue.HandedOver(_queue.TakeNext()!, 1);
        var waiting = _queue.Add(Message("early"), _connection);

        _queue.ConnectionLost();

        await Assert.ThrowsAsync<MqttException>(() => underWay.Completion.Task);
        await Assert.ThrowsAsync<MqttException>(() => waiting.Completion.Task);
        Assert.Throws<MqttException>(() => _queue.Add(Message("early"), _connection));
    }

    [Fact]
    public void ConnectionLost_CancelledUnderWay_IsNotSentAgain()
    {
        Connect();
        var item = _queue.Add(Message("a"));
        _queue.HandedOver(_queue.TakeNext()!, 1);
        _queue.Withdraw(item, new CancellationToken(canceled: true));

        _queue.ConnectionLost();
        Connect();

        Assert.Null(_queue.TakeNext());
    }

    [Fact]
    public void PublishQueue_AnyOrderOfEvents_LosesNothingAndKeepsTheOrder() => Prop.ForAll<int[]>(events =>
    {
        var queue = new PublishQueue();
        var connection = new object();
        queue.Connected(connection);
        queue.OpenGate(connection);
        var added = 0;
        var messageId = 0;
        var underWay = new SortedDictionary<int, int>();
        var acknowledged = new HashSet<int>();
        foreach (var choice in events.Select(value => Math.Abs(value % 4)))
        {
            switch (choice)
            {
                case 0:
                    queue.Add(Message($"{added++}"));
                    break;
                case 1 when queue.TakeNext() is { } item:
                    var number = int.Parse(item.Message.Topic, System.Globalization.CultureInfo.InvariantCulture);
                    if (underWay.Values.Any(other => other >= number) || acknowledged.Contains(number))
                    {
                        return false;
                    }

                    queue.HandedOver(item, ++messageId);
                    underWay.Add(messageId, number);
                    break;
                case 2 when underWay.Count > 0:
                    var first = underWay.First();
                    queue.Acknowledge(first.Key, reason: 0);
                    acknowledged.Add(first.Value);
                    underWay.Remove(first.Key);
                    break;
                case 3:
                    queue.ConnectionLost();
                    underWay.Clear();
                    queue.Connected(connection);
                    queue.OpenGate(connection);
                    break;
                default:
                    break;
            }
        }

        queue.ConnectionLost();
        queue.Connected(connection);
        queue.OpenGate(connection);
        while (queue.TakeNext() is { } rest)
        {
            acknowledged.Add(int.Parse(rest.Message.Topic, System.Globalization.CultureInfo.InvariantCulture));
        }

        return acknowledged.Count == added;
    }).QuickCheckThrowOnFailure();

    private static MqttMessage Message(string topic) => new(topic, ReadOnlyMemory<byte>.Empty);

    private void Connect()
    {
        _queue.Connected(_connection);
        _queue.OpenGate(_connection);
    }
}
