using System.Net.Sockets;
using EdgeMonitor.Agent.Link;
using EdgeMonitor.Contracts;

namespace EdgeMonitor.Agent.Tests.Link;

/// <summary>Sense's end, and both together, while one of them comes, goes or misbehaves.</summary>
public sealed class SenseLinkTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Windows_WhicheverSideStartsFirst_Arrive(bool senseFirst)
    {
        await using var bench = new LinkBench();
        bench.Outbound.Send(LinkBench.Window(1));
        if (senseFirst)
        {
            await bench.StartSenseAsync();
            await bench.StartPublishAsync();
        }
        else
        {
            await bench.StartPublishAsync();
            await bench.StartSenseAsync();
        }

        bench.Outbound.Send(LinkBench.Window(2));
        await bench.UntilAsync(() => bench.Arrived == 2);
        Assert.Equal(0, bench.Outbound.Waiting);
    }

    [Fact]
    public async Task Window_WithoutAReceipt_IsSentAgainOnTheNextConnection()
    {
        await using var bench = new LinkBench();
        using var listener = Listen(bench);
        bench.Outbound.Send(LinkBench.Window(7));
        bench.Outbound.Send(LinkBench.Window(8));
        await bench.StartSenseAsync();

        using (var first = new LinkConnection(await listener.AcceptAsync(Token)))
        {
            Assert.Equal(7, LinkMessages.ReadWindow((await first.ReadAsync(Token))!.Value).Sequence);
        }

        using var second = new LinkConnection(await AcceptAsync(bench, listener));
        Assert.Equal(7, LinkMessages.ReadWindow((await second.ReadAsync(Token))!.Value).Sequence);
        await second.WriteAsync(LinkMessageKind.Receipt, default, Token);
        Assert.Equal(8, LinkMessages.ReadWindow((await second.ReadAsync(Token))!.Value).Sequence);
    }

    [Fact]
    public async Task Window_ThatIsNeverConfirmed_EndsTheConnectionAndIsSentAgain()
    {
        await using var bench = new LinkBench();
        using var listener = Listen(bench);
        bench.Outbound.Send(LinkBench.Window(7));
        await bench.StartSenseAsync();
        using var silent = new LinkConnection(await listener.AcceptAsync(Token));
        await silent.ReadAsync(Token);

        using var next = new LinkConnection(await AcceptAsync(bench, listener));

        Assert.Equal(7, LinkMessages.ReadWindow((await next.ReadAsync(Token))!.Value).Sequence);
        Assert.Null(await silent.ReadAsync(Token));
    }

    /// <summary>One bad message must not hold up what waits behind it: it is refused once, dropped and counted.</summary>
    [Fact]
    public async Task Window_ThatPublishRefuses_IsDroppedAndCountedAndTheNextArrives()
    {
        await using var bench = new LinkBench();
        await bench.StartPublishAsync();
        bench.Outbound.Send(LinkBench.Window(1) with { People = 3 });
        bench.Outbound.Send(LinkBench.Window(2));
        bench.Outbound.Send(LinkBench.Window(3));

        await bench.StartSenseAsync();
        await bench.UntilAsync(() => bench.Arrived == 2);

        Assert.Equal((1, 1), (bench.Outbound.Refused, bench.Outlet.Refused));
        Assert.Equal(0, bench.Outbound.Waiting);
    }

    [Fact]
    public async Task Window_ThatIsLongerThanAnyMessage_IsDroppedAndCountedAndTheNextArrives()
    {
        await using var bench = new LinkBench();
        await bench.StartPublishAsync();
        await bench.StartSenseAsync();
        bench.Outbound.Send(LinkBench.Window(1) with { Models = new ModelVersions(new string('m', LinkFrame.MaximumBytes)) });
        bench.Outbound.Send(LinkBench.Window(2));

        await bench.UntilAsync(() => bench.Arrived == 1);

        Assert.Equal((1, 0), (bench.Outbound.Refused, bench.Outlet.Refused));
    }

    [Theory]
    [InlineData("empty", new byte[] { 18, 0, 0 })]
    [InlineData("control characters", new byte[] { 18, 0, 2, 27, 91 })]
    public async Task Refusal_ThatIsNone_EndsTheConnectionAndTheWindowIsSentAgain(string name, byte[] bytes)
    {
        await using var bench = new LinkBench();
        using var listener = Listen(bench);
        bench.Outbound.Send(LinkBench.Window(7));
        await bench.StartSenseAsync();
        using var socket = await listener.AcceptAsync(Token);
        await socket.ReceiveAsync(new byte[4096], Token);

        await socket.SendAsync(bytes, Token);

        Assert.True(await ReceiveAsync(socket) == 0, name);
        using var next = new LinkConnection(await AcceptAsync(bench, listener));
        Assert.Equal(7, LinkMessages.ReadWindow((await next.ReadAsync(Token))!.Value).Sequence);
        Assert.Equal(0, bench.Outbound.Refused);
    }

    [Theory]
    [InlineData("refusal of nothing", new byte[] { 18, 0, 1, 65 })]
    [InlineData("receipt for nothing", new byte[] { 16, 0, 0 })]
    [InlineData("receipt with a payload", new byte[] { 16, 0, 1, 65 })]
    [InlineData("window from the wrong side", new byte[] { 1, 0, 2, 123, 125 })]
    [InlineData("request that is no request", new byte[] { 17, 0, 2, 123, 125 })]
    [InlineData("too long", new byte[] { 17, 255, 255 })]
    public async Task Violation_ByPublish_EndsTheConnection(string name, byte[] bytes)
    {
        await using var bench = new LinkBench();
        using var listener = Listen(bench);
        await bench.StartSenseAsync();
        using var socket = await listener.AcceptAsync(Token);

        await socket.SendAsync(bytes, Token);

        Assert.True(await socket.ReceiveAsync(new byte[1], Token) == 0, name);
    }

    [Fact]
    public async Task Requests_InAFlood_EndTheConnection()
    {
        await using var bench = new LinkBench();
        var handled = 0;
        using var listener = Listen(bench);
        await bench.StartSenseAsync((_, _) =>
        {
            handled++;
            return Task.FromResult(new CommandAnswer { Status = CommandStatus.Ok });
        });
        using var socket = await listener.AcceptAsync(Token);

        var request = LinkFrameReaderTests.Frame((int)LinkMessageKind.CameraRequest, "{\"schema\":1,\"action\":\"open\"}"u8.ToArray());
        await socket.SendAsync(Enumerable.Repeat(request, 50).SelectMany(bytes => bytes).ToArray(), Token);
        while (await ReceiveAsync(socket) > 0)
        {
        }

        Assert.Equal(LinkLimits.RequestsAtOnce, handled);
    }

    [Fact]
    public async Task Publish_OfAnotherUser_IsToldNothing()
    {
        await using var bench = new LinkBench();
        using var listener = Listen(bench);
        bench.Outbound.Send(LinkBench.Window(1));
        await bench.StartSenseAsync(options: new LinkOptions { Socket = bench.Options.Socket, PublishUser = "nobody" });
        using var socket = await listener.AcceptAsync(Token);

        Assert.Equal(0, await socket.ReceiveAsync(new byte[1], Token));
    }

    [Theory]
    [InlineData(CameraAction.Close)]
    [InlineData(CameraAction.Open)]
    public async Task AskAsync_SenseThatAnswers_GivesItsAnswer(CameraAction action)
    {
        await using var bench = new LinkBench();
        var asked = new List<CameraAction>();
        var publish = await bench.StartPublishAsync();
        await bench.StartSenseAsync((request, _) =>
        {
            asked.Add(request.Action);
            return Task.FromResult(new CommandAnswer { Status = CommandStatus.Error, Error = "the switch keeps it closed" });
        });
        bench.Outbound.Send(LinkBench.Window(1));
        await bench.UntilAsync(() => bench.Arrived == 1);

        var answer = await publish.AskAsync(new CameraRequest { Action = action }, Token);

        Assert.Equal([action], asked);
        Assert.Equal("the switch keeps it closed", answer.Error);
    }

    [Theory]
    [InlineData(LessonAction.Start)]
    [InlineData(LessonAction.End)]
    public async Task AskAsync_ForALesson_GivesItsAnswer(LessonAction action)
    {
        await using var bench = new LinkBench();
        var asked = new List<LessonAction>();
        var publish = await bench.StartPublishAsync();
        await bench.StartSenseAsync(lessons: (request, _) =>
        {
            asked.Add(request.Action);
            return Task.FromResult(new CommandAnswer { Status = CommandStatus.Error, Error = "no lesson" });
        });
        bench.Outbound.Send(LinkBench.Window(1));
        await bench.UntilAsync(() => bench.Arrived == 1);

        var answer = await publish.AskAsync(new LessonRequest { Action = action }, Token);

        Assert.Equal([action], asked);
        Assert.Equal("no lesson", answer.Error);
    }

    [Fact]
    public async Task Lesson_BesideWindowsAndHealth_ArrivesOnceAndIsNeverReplaced()
    {
        await using var bench = new LinkBench();
        using var listener = Listen(bench);
        bench.Outbound.Send(LinkBench.Window(1));
        bench.Outbound.Send(Lesson(0));
        bench.Outbound.Send(Lesson(1));
        await bench.StartSenseAsync();
        using (var first = new LinkConnection(await listener.AcceptAsync(Token)))
        {
            Assert.Equal(Lesson(0), LinkMessages.ReadLesson((await first.ReadAsync(Token))!.Value));
        }

        using var second = new LinkConnection(await AcceptAsync(bench, listener));
        foreach (var hour in new[] { 0, 1 })
        {
            Assert.Equal(Lesson(hour), LinkMessages.ReadLesson((await second.ReadAsync(Token))!.Value));
            await second.WriteAsync(LinkMessageKind.Receipt, default, Token);
        }

        Assert.Equal(1, LinkMessages.ReadWindow((await second.ReadAsync(Token))!.Value).Sequence);
    }

    [Fact]
    public async Task StopAsync_WithoutPublish_ComesToAnEndAndTheCameraNeverWaited()
    {
        await using var bench = new LinkBench();
        var sense = await bench.StartSenseAsync();
        for (var sequence = 0; sequence < 1000; sequence++)
        {
            bench.Outbound.Send(LinkBench.Window(sequence));
        }

        var stopping = sense.StopAsync(Token);
        await bench.UntilAsync(() => stopping.IsCompleted, TimeSpan.FromSeconds(1));
        await stopping;

        Assert.InRange(bench.Outbound.Waiting, 60, 70);
    }

    private static LessonRelease Lesson(int hour) => new()
    {
        LessonStart = new DateTimeOffset(2026, 9, 7, 8 + hour, 0, 0, TimeSpan.Zero),
        LessonEnd = new DateTimeOffset(2026, 9, 7, 8 + hour, 45, 0, TimeSpan.Zero),
        Mode = AttentionMode.Orientation,
        Status = LessonStatus.BudgetSpent,
        MinimumGroup = 5,
        Epsilon = 0,
        Unit = LessonRelease.OnePersonInOneLesson,
        DailyEpsilon = 6,
    };

    private static Socket Listen(LinkBench bench)
    {
        var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(bench.Options.Socket));
        listener.Listen();
        return listener;
    }

    /// <summary>Accepts the next connection, for which the clock has to move on.</summary>
    private static async Task<Socket> AcceptAsync(LinkBench bench, Socket listener)
    {
        var accepting = listener.AcceptAsync(Token).AsTask();
        await bench.UntilAsync(() => accepting.IsCompleted, TimeSpan.FromSeconds(1));
        return await accepting;
    }

    private static async Task<int> ReceiveAsync(Socket socket)
    {
        try
        {
            return await socket.ReceiveAsync(new byte[4096], Token);
        }
        catch (SocketException)
        {
            // What was not read any more is answered with a reset.
            return 0;
        }
    }
}
