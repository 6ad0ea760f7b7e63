using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using EdgeMonitor.TestSupport;

namespace EdgeMonitor.Messaging.Tests;

/// <summary>Brokers that come and go, and clients that are disposed of in every state.</summary>
public sealed class MqttClientReconnectTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Start_BrokerAway_ConnectsWhenItComes()
    {
        await using var broker = await Mosquitto.StartAsync();
        await broker.StopAsync();
        await using var client = Clients.Start(broker);
        var publishing = client.PublishAsync(Clients.Message("a", "1", retain: true), Token);
        await Wait.ForProblemAsync(client);
        Assert.False(publishing.IsCompleted);

        await broker.StartAgainAsync();

        await publishing.WithPatience();
        await using var observer = await broker.ObserveAsync("a");
        Assert.Equal("1", (await observer.NextAsync()).Text);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task MqttClient_BrokerRestarts_RenewsSubscriptionsAndSendsWhatWaitsInOrderAfterTheHook(bool killed)
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var client = Clients.Create(Clients.OptionsFor(broker));
        client.OnConnected = token => client.PublishAsync(Clients.Message("a", "hook"), token);
        client.Start();
        await client.SubscribeAsync("a", MqttQos.AtLeastOnce, Token).WithPatience();
        await client.PublishAsync(Clients.Message("a", "before"), Token).WithPatience();
        await ReadUntilAsync(client, "before");

        await (killed ? broker.KillAsync() : broker.StopAsync());
        await Wait.UntilAsync(() => client.State != MqttConnectionState.Connected, () => "Still connected.");
        var publishing = Enumerable.Range(0, 50).Select(number => client.PublishAsync(Clients.Message("a", $"{number}"), Token)).ToList();
        await broker.StartAgainAsync();
        await Task.WhenAll(publishing).WithPatience();

        var received = await ReadUntilAsync(client, "49");
        Assert.Equal(["hook", .. Enumerable.Range(0, 50).Select(number => $"{number}")], received);
    }

    [Fact]
    public async Task PublishAsync_CableCutAgainAndAgainUnderLoad_LosesNothingAndKeepsTheOrder()
    {
        const int Count = 2000;
        const int AtATime = 50;
        const int BetweenCuts = 190;
        await using var broker = await Mosquitto.StartAsync(new MosquittoOptions { ExtraConfiguration = ["max_queued_messages 0"] });
        await using var observer = await broker.ObserveAsync("a");
        await using var cable = NetworkCable.LayTo(broker.Port);
        await using var client = Clients.Start(Clients.OptionsFor(cable.Port));
        var done = 0;
        var publishing = Task.Run(
            async () =>
            {
                foreach (var block in Enumerable.Range(0, Count).Chunk(AtATime))
                {
                    await Task.WhenAll(block.Select(async number =>
                    {
                        await client.PublishAsync(Clients.Message("a", $"{number}"), Token);
                        Interlocked.Increment(ref done);
                    }));
                }
            },
            Token);

        for (var next = 1; next < Count; next += BetweenCuts)
        {
            await Wait.UntilAsync(() => done >= next, () => $"{done} of {Count}: {client.LastProblem}");
            cable.Cut();
            cable.Mend();
        }

        await publishing.WithPatience();
        var seen = new List<int>();
        while (seen.Count < Count)
        {
            var number = int.Parse((await observer.NextAsync()).Text, CultureInfo.InvariantCulture);
            if (!seen.Contains(number))
            {
                seen.Add(number);
            }
        }

        Assert.Equal(Enumerable.Range(0, Count), seen);
    }

    [Fact]
    public async Task PublishAsync_CancelledWhileItWaits_IsNeverSent()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var observer = await broker.ObserveAsync("a");
        await using var cable = NetworkCable.LayTo(broker.Port);
        cable.Cut();
        await using var client = Clients.Start(Clients.OptionsFor(cable.Port));
        using var cancellation = new CancellationTokenSource();
        var cancelled = client.PublishAsync(Clients.Message("a", "cancelled"), cancellation.Token);
        var kept = client.PublishAsync(Clients.Message("a", "kept"), Token);

        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled.WithPatience());
        cable.Mend();
        await kept.WithPatience();

        Assert.Equal("kept", (await observer.NextAsync()).Text);
    }

    [Fact]
    public async Task MqttClient_BrokerFreezes_NoticesAndConnectsAgain()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var client = Clients.Start(Clients.OptionsFor(broker) with { KeepAliveSeconds = 5 });
        await client.SubscribeAsync("a", MqttQos.AtLeastOnce, Token).WithPatience();
        await broker.FreezeAsync();

        Assert.Contains("no longer answers", await Wait.ForProblemAsync(client), StringComparison.Ordinal);

        await broker.ThawAsync();
        await client.PublishAsync(Clients.Message("a", "1"), Token).WithPatience();
        await ReadUntilAsync(client, "1");
    }

    [Fact]
    public async Task Will_CableCut_IsPublished()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var observer = await broker.ObserveAsync("will");
        await using var cable = NetworkCable.LayTo(broker.Port);
        await using var client = Clients.Start(Clients.OptionsFor(cable.Port), Clients.Message("will", "gone", retain: true));
        await Wait.UntilConnectedAsync(client);

        cable.Cut();

        var message = await observer.NextAsync();
        Assert.Equal(("gone", 1), (message.Text, message.Qos));
    }

    [Fact]
    public async Task MqttClient_AnotherHasTheSameClientId_SuggestsIt()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var first = Clients.Start(Clients.OptionsFor(broker) with { ClientId = "same" });
        await using var second = Clients.Start(Clients.OptionsFor(broker) with { ClientId = "same" });

        await Wait.UntilAsync(
            () => first.LastProblem?.Contains("client id 'same'", StringComparison.Ordinal) == true,
            () => $"{first.LastProblem}");
    }

    [Fact]
    public async Task Will_CleanStop_IsNotPublished()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var observer = await broker.ObserveAsync("#");
        await using (var client = Clients.Start(broker, Clients.Message("will", "gone")))
        {
            await client.PublishAsync(Clients.Message("a", "1"), Token).WithPatience();
        }

        await broker.PublishAsync("end", "2");

        Assert.Equal(["a", "end"], (await observer.NextAsync(2)).Select(message => message.Topic));
    }

    [Fact]
    public async Task OnConnected_Throws_IsToldAndTheClientGoesOn()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var client = Clients.Create(Clients.OptionsFor(broker));
        client.OnConnected = _ => throw new InvalidOperationException("hook failed");
        client.Start();

        await client.PublishAsync(Clients.Message("a", "1"), Token).WithPatience();

        Assert.Equal("hook failed", client.LastProblem);
    }

    [Fact]
    public async Task DisposeAsync_NeverStarted_FailsWhatWaits()
    {
        var client = Clients.Create(new MqttOptions());
        var publishing = client.PublishAsync(Clients.Message("a", "1"), Token);
        var subscribing = client.SubscribeAsync("a", MqttQos.AtLeastOnce, Token);

        await client.DisposeAsync().AsTask().WithPatience();

        await Assert.ThrowsAsync<MqttException>(() => publishing.WithPatience());
        await Assert.ThrowsAsync<MqttException>(() => subscribing.WithPatience());
        await Assert.ThrowsAsync<MqttException>(() => client.PublishAsync(Clients.Message("a", "1"), Token));
        Assert.Throws<ObjectDisposedException>(client.Start);
        await client.Received.Completion.WithPatience();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task DisposeAsync_WhileConnecting_Completes(bool tls)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var options = Clients.OptionsFor(((IPEndPoint)listener.LocalEndpoint).Port);
        var client = Clients.Start(tls ? options with { Tls = new MqttTlsOptions { Enabled = true } } : options);
        using var accepted = await listener.AcceptTcpClientAsync(Token).AsTask().WithPatience();
        Assert.Equal(MqttConnectionState.Connecting, client.State);

        await client.DisposeAsync().AsTask().WithPatience();

        Assert.Equal(MqttConnectionState.Disconnected, client.State);
    }

    [Fact]
    public async Task DisposeAsync_HostThatSwallowsEverything_Completes()
    {
        await using var blackHole = BlackHole.Open();
        var client = Clients.Start(Clients.OptionsFor(blackHole.Port));

        // The blocked connect lasts two minutes, longer than anybody here waits.
        await client.DisposeAsync().AsTask().WithPatience();

        Assert.Equal(MqttConnectionState.Disconnected, client.State);
    }

    [Fact]
    public async Task Start_HostThatSwallowsEverything_GivesUpAndSaysSo()
    {
        await using var blackHole = BlackHole.Open();
        var clock = new ManualTimeProvider();
        await using var client = Clients.Create(Clients.OptionsFor(blackHole.Port), clock: clock);
        client.Start();

        await Wait.UntilAsync(
            () =>
            {
                clock.Advance(MqttClient.ConnectPatience);
                return client.LastProblem is not null;
            },
            () => "It did not give up.");

        Assert.Contains("did not answer within 30 s", client.LastProblem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DisposeAsync_BrokerFrozenWithMuchUnderWay_Completes()
    {
        await using var broker = await Mosquitto.StartAsync();
        var client = Clients.Start(broker);
        await Wait.UntilConnectedAsync(client);
        await broker.FreezeAsync();
        var publishing = Enumerable.Range(0, 30).Select(_ => client.PublishAsync(Clients.Message("a", new string('x', 1_000_000)), Token)).ToList();

        await client.DisposeAsync().AsTask().WithPatience();

        foreach (var task in publishing)
        {
            await Assert.ThrowsAsync<MqttException>(() => task.WithPatience());
        }
    }

    [Fact]
    public async Task DisposeAsync_BetweenTwoAttempts_Completes()
    {
        await using var broker = await Mosquitto.StartAsync();
        await broker.StopAsync();
        var client = Clients.Create(Clients.OptionsFor(broker), clock: new ManualTimeProvider());
        client.Start();
        await Wait.ForProblemAsync(client);

        await client.DisposeAsync().AsTask().WithPatience();
    }

    [Fact]
    public async Task DisposeAsync_ManyTimesAtOnce_Completes()
    {
        await using var broker = await Mosquitto.StartAsync();
        var client = Clients.Start(broker);
        await Wait.UntilConnectedAsync(client);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () => await client.DisposeAsync()))).WithPatience();
    }

    [Fact]
    public async Task DisposeAsync_RightAfterStart_CompletesEveryTime()
    {
        await using var broker = await Mosquitto.StartAsync();
        for (var round = 0; round < 50; round++)
        {
            var client = Clients.Start(broker);
            await client.DisposeAsync().AsTask().WithPatience();
        }
    }

    private static async Task<List<string>> ReadUntilAsync(MqttClient client, string last)
    {
        var texts = new List<string>();
        while (!texts.Contains(last))
        {
            var message = await client.Received.ReadAsync(Token).AsTask().WithPatience();
            texts.Add(Encoding.UTF8.GetString(message.Payload.Span));
        }

        return texts;
    }
}
