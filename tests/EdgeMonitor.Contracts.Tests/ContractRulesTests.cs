using System.Text.Json;

namespace EdgeMonitor.Contracts.Tests;

/// <summary>Each rule by a message that breaks it and nothing else.</summary>
public sealed class ContractRulesTests
{
    private static readonly DateTimeOffset Start = new(2026, 9, 7, 8, 0, 0, TimeSpan.Zero);

    private static readonly RoomAggregate Window = new()
    {
        WindowStart = Start,
        WindowEnd = Start.AddSeconds(30),
        Sequence = 1,
        Mode = AttentionMode.Expression,
        Status = WindowStatus.Ok,
        People = 20,
        VisibleShare = 0.95,
        AttentiveShare = 0.6,
        Expressions = new ExpressionShares(0, 0, 0, 0.5, 0, 0, 0.5),
        Coverage = 1,
        MinimumGroup = 5,
        Rounding = new RoundingRule(5, 0.05),
        Models = new ModelVersions("mtcnn@0123abcd", "expression@0123abcd"),
    };

    private static readonly RoomAggregate Suppressed = Window with
    {
        Status = WindowStatus.Suppressed,
        People = null,
        VisibleShare = null,
        AttentiveShare = null,
        Expressions = null,
    };

    private static readonly DeviceHealth Health = new()
    {
        Time = Start,
        Version = "0.1.0",
        UptimeSeconds = 1,
        Camera = new CameraHealth
        {
            State = CameraState.Running,
            CapturedPerSecond = 5,
            ProcessedPerSecond = 5,
            DroppedPerSecond = 0,
            Restarts = 0,
        },
        MemoryBytes = 1,
        OutboxDepth = 0,
        OutboxDropped = 0,
        Models = new ModelVersions("mtcnn@0123abcd"),
    };

    public static TheoryData<RoomAggregate> WrongWindows =>
    [
        Window with { Schema = 2 },
        Window with { Mode = (AttentionMode)7 },
        Window with { Status = (WindowStatus)7 },
        Window with { WindowStart = Start.AddMilliseconds(1) },
        Window with { WindowStart = Start.ToOffset(TimeSpan.FromHours(2)) },
        Window with { WindowEnd = Start.AddSeconds(9) },
        Window with { WindowEnd = Start.AddHours(2) },
        Window with { WindowEnd = Start.AddSeconds(-30) },
        Window with { Sequence = -1 },
        Window with { MinimumGroup = 2 },
        Window with { MinimumGroup = 30 },
        Window with { Rounding = new RoundingRule(4, 0.05) },
        Window with { Rounding = new RoundingRule(5, 0.01) },
        Window with { Rounding = new RoundingRule(5, 0) },
        Window with { Coverage = 0.97 },
        Window with { Coverage = 1.05 },
        Window with { People = 19 },
        Window with { People = 0 },
        Window with { People = 100_000 },
        Window with { People = null },
        Window with { VisibleShare = null },
        Window with { AttentiveShare = 0.61 },
        Window with { AttentiveShare = -0.05 },
        Window with { Expressions = new ExpressionShares(0, 0, 0, 0.51, 0, 0, 0.5) },
        Window with { Mode = AttentionMode.Orientation },
        Window with { Mode = AttentionMode.Orientation, Models = new ModelVersions("mtcnn@0") },
        Window with { Models = new ModelVersions("mtcnn@0") },
        Window with { Models = new ModelVersions("", "expression@0") },
        Window with { Models = new ModelVersions("a face: " + new string('x', 20), "expression@0") },
        Window with { Models = new ModelVersions(new string('x', ContractRules.LongestName + 1), "expression@0") },
        Suppressed with { People = 5 },
        Suppressed with { VisibleShare = 0 },
        Suppressed with { AttentiveShare = 0 },
        Suppressed with { Expressions = Window.Expressions },
    ];

    public static TheoryData<DeviceHealth> WrongHealth =>
    [
        Health with { Schema = 2 },
        Health with { Version = "" },
        Health with { Version = "two words" },
        Health with { UptimeSeconds = -1 },
        Health with { MemoryBytes = -1 },
        Health with { OutboxDepth = -1 },
        Health with { OutboxDropped = -1 },
        Health with { Camera = Health.Camera with { State = (CameraState)99 } },
        Health with { Camera = Health.Camera with { Reason = "a\u0000b" } },
        Health with { Camera = Health.Camera with { Reason = new string('x', ContractRules.LongestText + 1) } },
        Health with { Camera = Health.Camera with { CapturedPerSecond = -1 } },
        Health with { Camera = Health.Camera with { FrameAgeSeconds = -1 } },
        Health with { Latency = new StageLatencies(-1, 0) },
        Health with { Problems = [] },
        Health with { Problems = ["1", "2", "3", "4", "5", "6"] },
        Health with { Problems = [null!] },
        Health with { Models = new ModelVersions("") },
    ];

    public static TheoryData<CommandAnswer> WrongAnswers =>
    [
        new CommandAnswer { Status = CommandStatus.Ok, Error = "no" },
        new CommandAnswer { Status = CommandStatus.Error },
        new CommandAnswer { Status = (CommandStatus)9 },
        new CommandAnswer { Status = CommandStatus.Ok, Schema = 0 },
        new CommandAnswer { Status = CommandStatus.Error, Error = new string('x', ContractRules.LongestText + 1) },
    ];

    [Fact]
    public void FindProblem_RightMessages_FindsNone()
    {
        Assert.Null(ContractRules.FindProblem(Window));
        Assert.Null(ContractRules.FindProblem(Suppressed));
        Assert.Null(ContractRules.FindProblem(Health));
        Assert.Null(ContractRules.FindProblem(new CommandAnswer { Status = CommandStatus.Ok }));
        Assert.Null(ContractRules.FindProblem(new CameraRequest { Action = CameraAction.Close }));
    }

    [Theory]
    [MemberData(nameof(WrongWindows), DisableDiscoveryEnumeration = true)]
    public void FindProblem_WrongWindow_SaysWhat(RoomAggregate window) => Assert.NotNull(ContractRules.FindProblem(window));

    [Theory]
    [MemberData(nameof(WrongHealth), DisableDiscoveryEnumeration = true)]
    public void FindProblem_WrongHealth_SaysWhat(DeviceHealth health) => Assert.NotNull(ContractRules.FindProblem(health));

    [Theory]
    [MemberData(nameof(WrongAnswers), DisableDiscoveryEnumeration = true)]
    public void FindProblem_WrongAnswer_SaysWhat(CommandAnswer answer) => Assert.NotNull(ContractRules.FindProblem(answer));

    [Fact]
    public void FindProblem_RequestForNoAction_SaysWhat() =>
        Assert.NotNull(ContractRules.FindProblem(new CameraRequest { Action = (CameraAction)5 }));

    /// <summary>Even in a script that JSON escapes, the longest texts fit the 4 KiB of a message between the processes.</summary>
    [Fact]
    public void LongestText_InAnyScript_FitsAMessage()
    {
        var text = new string('\u4e00', ContractRules.LongestText);
        var health = Health with { Camera = Health.Camera with { Reason = text } };

        Assert.Null(ContractRules.FindProblem(health));
        Assert.InRange(JsonSerializer.SerializeToUtf8Bytes(health, MessageJson.Default.DeviceHealth).Length, 0, 4096);
    }
}
