using EdgeMonitor.Contracts;

namespace EdgeMonitor.Agent.Tests;

/// <summary>A window without numbers, for tests to which only its way matters.</summary>
internal static class SampleWindow
{
    public static RoomAggregate Of(long sequence) => new()
    {
        WindowStart = default,
        WindowEnd = default,
        Sequence = sequence,
        Mode = AttentionMode.Orientation,
        Status = WindowStatus.NoSignal,
        Coverage = 0,
        MinimumGroup = 5,
        Rounding = new RoundingRule(5, 0.05),
        Models = new ModelVersions("mtcnn@0"),
    };
}
