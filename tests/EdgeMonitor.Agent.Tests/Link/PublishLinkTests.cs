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

    /// <summary>Whether the other side ends the connection without a word; what it did not read any more makes that a reset.</summary>
    private static async Task<bool> EndsAsync(Stream connection)
    {
        try
        {
            return await connection.ReadAsync(new byte[1], Token) == 0;
        }
        catch (IOException)
        {
            return true;
        }
    }
}
