using System.Net.Sockets;
using System.Text;
using EdgeMonitor.Agent.Link;
using EdgeMonitor.Contracts;
using FsCheck;
using FsCheck.Fluent;

namespace EdgeMonitor.Agent.Tests.Link;

/// <summary>Publish's end against a peer that is right, wrong, gone or hostile.</summary>
public sealed class PublishLinkTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, byte[]> Violations => new()
    {
        { "unknown kind", LinkFrameReaderTests.Frame(99, []) },
        { "kind of the other direction", LinkFrameReaderTests.Frame((int)LinkMessageKind.CameraRequest, "{\"action\":\"open\"}"u8.ToArray()) },
        { "receipt for nothing", LinkFrameReaderTests.Frame((int)LinkMessageKind.Receipt, []) },
        { "answer to nothing", LinkFrameReaderTests.Frame((int)LinkMessageKind.Answer, "{\"status\":\"ok\"}"u8.ToArray()) },
        { "no JSON", LinkFrameReaderTests.Frame((int)LinkMessageKind.Window, [0xff, 0xd8, 0xff, 0xe0]) },
        { "empty window", LinkFrameReaderTests.Frame((int)LinkMessageKind.Window, []) },
        { "too long", [(byte)LinkMessageKind.Window, 0xff, 0xff] },
        { "a picture", Encoding.ASCII.GetBytes("YUV4MPEG2 W1280 H720 F10:1 Ip C420\nFRAME\n") },
    };

    [Fact]
    public async Task Window_ThatIsRight_IsKeptAndConfirmed()
    {
        await using var bench = new LinkBench();
        await bench.StartPublishAsync();
        await using var sense = await bench.ConnectAsync();

        await sense.WriteAsync(LinkBench.WindowFrame(1), Token);
        var receipt = new byte[LinkFrame.HeaderBytes];
        await sense.ReadExactlyAsync(receipt, Token);

        Assert.Equal([(byte)LinkMessageKind.Receipt, 0, 0], receipt);
        Assert.Equal(1, bench.Arrived);
    }

    [Theory]
    [MemberData(nameof(Violations), DisableDiscoveryEnumeration = true)]
    public async Task Violation_OfAnyRule_ClosesTheConnectionIsCountedAndTheNextIsTaken(string name, byte[] bytes)
    {
        await using var bench = new LinkBench();
        await bench.StartPublishAsync();
        await using (var sense = await bench.ConnectAsync())
        {
            await sense.WriteAsync(bytes, Token);

            Assert.True(await EndsAsync(sense), name);
        }

        await bench.UntilAsync(() => bench.Outlet.Refused == 1, TimeSpan.Zero);
        Assert.Equal(0, bench.Arrived);
        await using var next = await bench.ConnectAsync();
        await next.WriteAsync(LinkBench.WindowFrame(2), Token);
        await bench.UntilAsync(() => bench.Arrived == 1);
    }

    /// <summary>In good faith or not: it hears which rule it broke, not a word of its own, and is cut off and counted all the same.</summary>
    [Theory]
    [InlineData(nameof(LinkMessageKind.Window), "{\"secret\":1}")]
    [InlineData(nameof(LinkMessageKind.Health), "secret")]
    [InlineData(nameof(LinkMessageKind.Lesson), "{\"people\":3}")]
    public async Task Message_ThatBreaksItsContract_IsRefusedWithTheReasonBeforeTheEnd(string kind, string payload)
    {
        await using var bench = new LinkBench();
        await bench.StartPublishAsync();
        await using var sense = await bench.ConnectAsync();

        await sense.WriteAsync(LinkFrameReaderTests.Frame((int)Enum.Parse<LinkMessageKind>(kind), Encoding.ASCII.GetBytes(payload)), Token);
        var reader = new LinkFrameReader(sense);
        var refusal = await reader.ReadAsync(Token);

        Assert.Equal(LinkMessageKind.Refusal, refusal!.Value.Kind);
        Assert.Equal($"A {kind} message does not follow its schema.", LinkMessages.ReadRefusal(refusal.Value));
        Assert.Null(await reader.ReadAsync(Token));
        await bench.UntilAsync(() => bench.Outlet.Refused == 1, TimeSpan.Zero);
    }

    /// <summary>Whoever never reads cannot keep publish from closing: its buffer is full of receipts when the refusal should follow.</summary>
    [Fact]
    public async Task Refusal_ToAPeerThatDoesNotRead_DoesNotHoldUpTheEnd()
    {
        await using var bench = new LinkBench();
        var (sense, publish) = ConnectedPair(bench);
        using var silent = sense;
        publish.SendBufferSize = 1;
        using var conversation = new PublishConversation(FullConnection(publish), bench.Outlet, bench.Clock);

        await silent.SendAsync(LinkFrameReaderTests.Frame((int)LinkMessageKind.Window, [1]), Token);
        var running = conversation.RunAsync(Token);
        await bench.UntilAsync(() => running.IsCompleted);

        await Assert.ThrowsAsync<LinkException>(() => running);
    }

    [Fact]
    public async Task Flood_OfRightWindows_IsCutOff()
    {
        await using var bench = new LinkBench();
        await bench.StartPublishAsync();
        await using var sense = await bench.ConnectAsync();

        var flood = Enumerable.Range(0, LinkLimits.TakenAtOnce + 1).SelectMany(i => LinkBench.WindowFrame(i)).ToArray();
        await sense.WriteAsync(flood, Token);
        await bench.UntilAsync(() => bench.Outlet.Refused == 1, TimeSpan.Zero);

        Assert.Equal(LinkLimits.TakenAtOnce, bench.Arrived);
    }

    [Fact]
    public async Task Connection_OfAnotherUser_IsRefused()
    {
        await using var bench = new LinkBench();
        await bench.StartPublishAsync(new LinkOptions { Socket = bench.Options.Socket, SenseUser = "nobody" });
        await using var sense = await bench.ConnectAsync();

        Assert.True(await EndsAsync(sense));
        await bench.UntilAsync(() => bench.Outlet.Refused == 1, TimeSpan.Zero);
    }

    [Fact]
    public async Task Start_WhileAnotherListens_IsRefusedAndTheFirstGoesOn()
    {
        await using var bench = new LinkBench();
        await bench.StartPublishAsync();

        await Assert.ThrowsAsync<LinkException>(() => bench.StartPublishAsync());

        await using var sense = await bench.ConnectAsync();
        await sense.WriteAsync(LinkBench.WindowFrame(1), Token);
        await bench.UntilAsync(() => bench.Arrived == 1);
    }

    [Fact]
    public async Task Start_OverASocketLeftByACrash_Listens()
    {
        await using var bench = new LinkBench();
        await File.WriteAllTextAsync(bench.Options.Socket, "left over", Token);

        await bench.StartPublishAsync();

        await using var sense = await bench.ConnectAsync();
        Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(bench.Options.Socket) & (UnixFileMode.OtherRead | UnixFileMode.OtherWrite));
    }

    /// <summary>One listener, many hostile connections: none of them takes it down or makes it keep anything that is wrong.</summary>
    [Fact]
    public async Task Listener_AfterAnyBytes_StillTakesWindows()
    {
        await using var bench = new LinkBench();
        await bench.StartPublishAsync();
        var anyBytes = Gen.Choose(0, 255).Select(value => (byte)value).ArrayOf();
        var hostile = Gen.OneOf(
            anyBytes,
            from kind in Gen.Elements(1, 2, 3, 16, 17) from payload in anyBytes select LinkFrameReaderTests.Frame(kind, payload));
        foreach (var bytes in hostile.Sample(60, size: 200))
        {
            await using var connection = await bench.ConnectAsync();
            try
            {
                await connection.WriteAsync(bytes, Token);
            }
            catch (IOException)
            {
                // Cut off already.
            }
        }

        await using var sense = await bench.ConnectAsync();
        await sense.WriteAsync(LinkBench.WindowFrame(1), Token);
        await bench.UntilAsync(() => bench.Arrived == 1, TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task AskAsync_WithoutSense_AnswersThatItDoesNotAnswer()
    {
        await using var bench = new LinkBench();
        var publish = await bench.StartPublishAsync();

        var answer = await publish.AskAsync(new CameraRequest { Action = CameraAction.Close }, Token);

        Assert.Equal(CommandStatus.Error, answer.Status);
        Assert.Contains("sense", answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AskAsync_SenseThatDoesNotAnswer_AnswersForItAndEndsTheConnection()
    {
        await using var bench = new LinkBench();
        var publish = await bench.StartPublishAsync();
        await using var sense = await bench.ConnectAsync();
        await sense.WriteAsync(LinkBench.WindowFrame(1), Token);
        await bench.UntilAsync(() => bench.Arrived == 1);

        var asking = publish.AskAsync(new CameraRequest { Action = CameraAction.Close }, Token);
        await bench.UntilAsync(() => asking.IsCompleted, TimeSpan.FromSeconds(1));

        Assert.Equal(CommandStatus.Error, (await asking).Status);
        await bench.UntilAsync(() => bench.Outlet.Refused == 1);
    }

    private static (Socket Sense, Socket Publish) ConnectedPair(LinkBench bench)
    {
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(bench.Options.Socket));
        listener.Listen();
        var sense = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        sense.Connect(new UnixDomainSocketEndPoint(bench.Options.Socket));
        return (sense, listener.Accept());
    }

    /// <summary>A connection into which nothing more fits.</summary>
    private static LinkConnection FullConnection(Socket socket)
    {
        socket.Blocking = false;
        try
        {
            while (socket.Send(new byte[4096]) > 0)
            {
            }
        }
        catch (SocketException exception) when (exception.SocketErrorCode is SocketError.WouldBlock)
        {
            // As it was meant.
        }

        socket.Blocking = true;
        return new LinkConnection(socket);
    }

    /// <summary>Whether the other side ends the connection, at most after a refusal; what it did not read any more makes that a reset.</summary>
    private static async Task<bool> EndsAsync(Stream connection)
    {
        try
        {
            var rest = new byte[LinkFrame.HeaderBytes + LinkLimits.LongestRefusal + 1];
            return await connection.ReadAtLeastAsync(rest, rest.Length, throwOnEndOfStream: false, Token) < rest.Length;
        }
        catch (IOException)
        {
            return true;
        }
    }
}
