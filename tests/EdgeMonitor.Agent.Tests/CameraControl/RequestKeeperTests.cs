using EdgeMonitor.Agent.CameraControl;
using EdgeMonitor.Contracts;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeMonitor.Agent.Tests.CameraControl;

/// <summary>Requests from afar, with a real folder.</summary>
public sealed class RequestKeeperTests : IDisposable
{
    private static readonly CameraRequest Close = new() { Action = CameraAction.Close };
    private static readonly CameraRequest Open = new() { Action = CameraAction.Open };

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("edgemonitor-request-");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private RequestFile StoredRequest => new(Path.Combine(_folder.FullName, "state"));

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Load_NothingWasEverAsked_IsOpen() => Assert.True(Restart(StoredRequest).Gate.State.IsOpen);

    [Fact]
    public async Task ApplyAsync_Requests_SurviveARestart()
    {
        Assert.Equal(CommandStatus.Ok, (await Restart(StoredRequest).Keeper.ApplyAsync(Close, Stop)).Status);
        var (gate, keeper) = Restart(StoredRequest);
        Assert.Equal([ClosingCause.Command], gate.State.Causes);

        Assert.Equal(CommandStatus.Ok, (await keeper.ApplyAsync(Open, Stop)).Status);

        Assert.True(gate.State.IsOpen);
        Assert.True(Restart(StoredRequest).Gate.State.IsOpen);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"schema":1,"action":"op""")]
    [InlineData("""{"schema":1,"action":"ajar"}""")]
    [InlineData("""{"schema":1,"action":7}""")]
    [InlineData("""{"schema":2,"action":"open"}""")]
    [InlineData("""{"schema":1,"action":"open","until":"noon"}""")]
    public async Task Load_DamagedFile_IsClosedUntilSomebodyDecides(string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(StoredRequest.Path)!);
        await File.WriteAllTextAsync(StoredRequest.Path, content, Stop);
        var (gate, keeper) = Restart(StoredRequest);

        Assert.Equal([ClosingCause.Fault], gate.State.Causes);
        Assert.Contains(StoredRequest.Path, gate.State.Reason, StringComparison.Ordinal);

        await keeper.ApplyAsync(Open, Stop);
        Assert.True(gate.State.IsOpen);
        Assert.True(Restart(StoredRequest).Gate.State.IsOpen);
    }

    /// <summary>Whatever bytes a dying disk leaves: the camera opens only on a whole request to open.</summary>
    [Fact]
    public void Load_AnyBytes_OpensOnlyOnARequestToOpen()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(StoredRequest.Path)!);
        Prop.ForAll<byte[], int>((bytes, cut) =>
        {
            StoredRequest.Write(Close);
            var damaged = File.ReadAllBytes(StoredRequest.Path);
            damaged = [.. damaged.AsSpan(0, Math.Abs(cut % damaged.Length)), .. bytes ?? []];
            File.WriteAllBytes(StoredRequest.Path, damaged);
            Assert.False(Restart(StoredRequest).Gate.State.IsOpen);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public async Task ApplyAsync_FolderCannotBeWrittenTo_ClosesAllTheSameAndSaysSo()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "state"), "a file where a folder should be", Stop);
        var (gate, keeper) = Open0();

        var answer = await keeper.ApplyAsync(Close, Stop);

        Assert.Equal([ClosingCause.Command], gate.State.Causes);
        Assert.Equal(CommandStatus.Error, answer.Status);
        Assert.Contains("a restart may open it again", answer.Error, StringComparison.Ordinal);

        answer = await keeper.ApplyAsync(Open, Stop);

        Assert.False(gate.State.IsOpen);
        Assert.Contains("Nothing has changed", answer.Error, StringComparison.Ordinal);

        (CameraGate, RequestKeeper) Open0()
        {
            var made = new CameraGate([GateSource.Request]);
            made.Set(GateSource.Request, closing: null);
            return (made, new RequestKeeper(made, StoredRequest, NullLogger.Instance));
        }
    }

    [Fact]
    public async Task ApplyAsync_RequestOfAKindThatIsNotKnown_ChangesNothing()
    {
        var (gate, keeper) = Restart(StoredRequest);
        await keeper.ApplyAsync(Close, Stop);

        Assert.Equal(CommandStatus.Error, (await keeper.ApplyAsync(new CameraRequest { Action = (CameraAction)7 }, Stop)).Status);
        Assert.Equal(CommandStatus.Error, (await keeper.ApplyAsync(Open with { Schema = 2 }, Stop)).Status);

        Assert.Equal([ClosingCause.Command], gate.State.Causes);
    }

    [Fact]
    public async Task ApplyAsync_NoFolder_HoldsUntilTheRestart()
    {
        var (gate, keeper) = Restart(file: null);

        Assert.Equal(CommandStatus.Ok, (await keeper.ApplyAsync(Close, Stop)).Status);
        Assert.Equal([ClosingCause.Command], gate.State.Causes);
        await keeper.ApplyAsync(Open, Stop);
        Assert.True(gate.State.IsOpen);
    }

    /// <summary>A power cut while a request is written leaves the old one, with a part of the new one beside it.</summary>
    [Fact]
    public async Task Load_PartOfANewRequestBesideTheOldOne_KeepsTheOldOne()
    {
        await Restart(StoredRequest).Keeper.ApplyAsync(Close, Stop);
        await File.WriteAllTextAsync(StoredRequest.Path + ".new", """{"schema":1,"act""", Stop);
        var (gate, keeper) = Restart(StoredRequest);

        Assert.Equal([ClosingCause.Command], gate.State.Causes);
        await keeper.ApplyAsync(Open, Stop);
        Assert.Equal([StoredRequest.Path], Directory.EnumerateFiles(Path.GetDirectoryName(StoredRequest.Path)!));
    }

    [Theory]
    [InlineData("/var/lib/own", "/var/lib/given", "/var/lib/own")]
    [InlineData(null, "/var/lib/first:/var/lib/second", "/var/lib/first")]
    [InlineData(null, "", null)]
    [InlineData(null, null, null)]
    public void ResolveStateDirectory_SettingAndSystemd_SettingWins(string? setting, string? given, string? expected) =>
        Assert.Equal(expected, new CameraControlOptions { StateDirectory = setting }.ResolveStateDirectory(given));

    private static (CameraGate Gate, RequestKeeper Keeper) Restart(RequestFile? file)
    {
        var gate = new CameraGate([GateSource.Request]);
        var keeper = new RequestKeeper(gate, file, NullLogger.Instance);
        keeper.Load();
        return (gate, keeper);
    }
}
