using System.Net.Sockets;
using System.Text.Json;
using EdgeMonitor.Agent.Hosting;
using EdgeMonitor.Agent.Lessons;
using EdgeMonitor.Agent.Link;
using EdgeMonitor.Contracts;
using EdgeMonitor.Messaging;
using EdgeMonitor.TestSupport;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeMonitor.Agent.Tests.Link;

/// <summary>
/// Both ends of the link on a real socket in a folder of their own, with a clock that the test moves. The publisher is real but
/// never connects, so that what has arrived can be counted where it waits.
/// </summary>
internal sealed class LinkBench : IAsyncDisposable
{
    private static readonly DateTimeOffset Eight = new(2026, 9, 7, 8, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFile _folder = new("");
    private readonly DevicePublisher _publisher = new(
        new DeviceProfile(new DeviceAddress("a", "b", "c"), "0.1.0", TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(30)),
        new PublishingOptions(new MqttOptions(), new OutboxOptions(), new HomeAssistantOptions()),
        _ => throw new InvalidOperationException("Nobody can ask: it never connects."),
        TimeProvider.System,
        NullLoggerFactory.Instance);

    private readonly List<IAsyncDisposable> _parts = [];

    public LinkBench()
    {
        Options = new LinkOptions { Socket = Path.Combine(_folder.Folder, "link.sock") };
        Outlet = new DeviceOutlet(_publisher, isApart: true, Clock);
    }

    public ManualTimeProvider Clock { get; } = new();

    public LinkOptions Options { get; }

    public DeviceOutlet Outlet { get; }

    public Outbound Outbound { get; } = new();

    /// <summary>Windows that have arrived at the publisher.</summary>
    public int Arrived => _publisher.Waiting;

    public static RoomAggregate Window(long sequence) =>
        SampleWindow.Of(sequence) with { WindowStart = Eight, WindowEnd = Eight.AddSeconds(30) };

    public static byte[] WindowFrame(long sequence) => LinkFrameReaderTests.Frame(
        (int)LinkMessageKind.Window, JsonSerializer.SerializeToUtf8Bytes(Window(sequence), MessageJson.Default.RoomAggregate));

    /// <summary>Starts publish's end.</summary>
    public async Task<PublishLink> StartPublishAsync(LinkOptions? options = null)
    {
        var link = new PublishLink(options ?? Options, Outlet, Clock, NullLogger<PublishLink>.Instance);
        await link.StartAsync(CancellationToken.None);
        _parts.Add(new Stopping(link));
        return link;
    }

    /// <summary>Starts sense's end.</summary>
    public async Task<SenseLink> StartSenseAsync(
        RequestHandler<CameraRequest>? handler = null, RequestHandler<LessonRequest>? lessons = null, LinkOptions? options = null)
    {
        handler ??= (_, _) => Task.FromResult(new CommandAnswer { Status = CommandStatus.Ok });
        var link = new SenseLink(options ?? Options, Outbound, handler, lessons ?? LessonDesk.RefuseAsync, Clock, NullLogger<SenseLink>.Instance);
        await link.StartAsync(CancellationToken.None);
        _parts.Add(new Stopping(link));
        return link;
    }

    /// <summary>Connects as sense would, for a test that does what sense would not; in a queue that is full, again and again.</summary>
    public async Task<NetworkStream> ConnectAsync()
    {
        while (true)
        {
            var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            try
            {
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(Options.Socket), TestContext.Current.CancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (SocketException exception) when (exception.SocketErrorCode is SocketError.WouldBlock)
            {
                // Nobody is let in during the second after a broken rule.
                socket.Dispose();
                Clock.Advance(LinkLimits.RetryAfter);
                await Task.Delay(5, TestContext.Current.CancellationToken);
            }
        }
    }

    /// <summary>Waits until something is so, moving the clock meanwhile.</summary>
    public async Task UntilAsync(Func<bool> condition, TimeSpan? step = null)
    {
        using var patience = new CancellationTokenSource(Mosquitto.Patience);
        while (!condition())
        {
            Assert.False(patience.IsCancellationRequested, "It never came to be.");
            Clock.Advance(step ?? TimeSpan.FromMilliseconds(100));
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var part in _parts)
        {
            await part.DisposeAsync();
        }

        await _publisher.DisposeAsync();
        _folder.Dispose();
    }

    private sealed class Stopping(Microsoft.Extensions.Hosting.BackgroundService service) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            using var now = new CancellationTokenSource();
            await now.CancelAsync();
            await service.StopAsync(now.Token);
            service.Dispose();
        }
    }
}
