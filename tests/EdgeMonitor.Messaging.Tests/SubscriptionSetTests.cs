namespace EdgeMonitor.Messaging.Tests;

public sealed class SubscriptionSetTests
{
    private readonly SubscriptionSet _set = new();

    [Fact]
    public async Task Acknowledge_RefusedAtFirst_FailsAndIsForgotten()
    {
        var item = _set.Add("a", MqttQos.AtLeastOnce);
        _set.HandedOver(_set.TakeNext()!, 1);

        Assert.Null(_set.Acknowledge(1, reason: 135));

        var exception = await Assert.ThrowsAsync<MqttException>(() => item.Completion.Task);
        Assert.Equal(135, exception.ReasonCode);
        _set.ConnectionLost();
        Assert.Null(_set.TakeNext());
    }

    [Fact]
    public void Acknowledge_RefusedAtARenewal_IsToldAndAskedForAgain()
    {
        var item = _set.Add("a", MqttQos.AtLeastOnce);
        _set.HandedOver(_set.TakeNext()!, 1);
        _set.Acknowledge(1, reason: 1);
        _set.ConnectionLost();
        _set.HandedOver(_set.TakeNext()!, 1);

        var problem = _set.Acknowledge(1, reason: 135);

        Assert.Contains("'a': not authorised", problem, StringComparison.Ordinal);
        _set.ConnectionLost();
        Assert.Same(item, _set.TakeNext());
    }

    [Fact]
    public void ConnectionLost_BeforeTheAnswer_AsksTheNextConnection()
    {
        var item = _set.Add("a", MqttQos.AtLeastOnce);
        _set.HandedOver(_set.TakeNext()!, 1);
        Assert.Null(_set.TakeNext());

        _set.ConnectionLost();

        Assert.False(item.Completion.Task.IsCompleted);
        Assert.Same(item, _set.TakeNext());
    }

    [Fact]
    public void Withdraw_Unanswered_IsForgotten()
    {
        var item = _set.Add("a", MqttQos.AtLeastOnce);

        _set.Withdraw(item, new CancellationToken(canceled: true));

        Assert.True(item.Completion.Task.IsCanceled);
        Assert.Null(_set.TakeNext());
    }
}
