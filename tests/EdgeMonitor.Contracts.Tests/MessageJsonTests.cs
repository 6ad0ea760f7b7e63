using System.Text.Json;
using EdgeMonitor.Contracts;

namespace EdgeMonitor.Contracts.Tests;

public sealed class MessageJsonTests
{
    private static readonly DateTimeOffset Start = new(2026, 9, 7, 8, 0, 0, TimeSpan.Zero);

    private static readonly RoomAggregate Suppressed = new()
    {
        WindowStart = Start,
        WindowEnd = Start.AddSeconds(30),
        Sequence = 7,
        Mode = AttentionMode.Orientation,
        Status = WindowStatus.Suppressed,
        Coverage = 1,
        MinimumGroup = 5,
        Rounding = new RoundingRule(5, 0.05),
        Models = new ModelVersions("mtcnn@0123abcd"),
    };

    [Fact]
    public void RoomAggregate_Suppressed_LeavesTheNumbersOut()
    {
        const string expected = """
            {"schema":1,"window_start":"2026-09-07T08:00:00+00:00","window_end":"2026-09-07T08:00:30+00:00","sequence":7,"mode":"orientation","status":"suppressed","coverage":1,"minimum_group":5,"rounding":{"people":5,"share":0.05},"models":{"detector":"mtcnn@0123abcd"}}
            """;

        Assert.Equal(expected, JsonSerializer.Serialize(Suppressed, MessageJson.Default.RoomAggregate));
    }

    [Fact]
    public void DeviceHealth_WithoutWhatMayBeMissing_SurvivesARoundTrip()
    {
        var health = new DeviceHealth
        {
            Time = DateTimeOffset.UnixEpoch,
            Version = "1.0.0",
            UptimeSeconds = 1,
            Camera = new CameraHealth { State = CameraState.Running, CapturedPerSecond = 1, ProcessedPerSecond = 1, DroppedPerSecond = 0, Restarts = 0 },
            Latency = new StageLatencies(Total: 3, Detection: 2, Expression: null),
            Picture = new PictureHealth(LowLightShare: 0, BlurredShare: 0, SmallFacesShare: null),
            MemoryBytes = 1,
            OutboxDepth = 0,
            OutboxDropped = 0,
            Models = new ModelVersions("mtcnn@0"),
        };

        var json = JsonSerializer.Serialize(health, MessageJson.Default.DeviceHealth);

        Assert.Equal(health, JsonSerializer.Deserialize(json, MessageJson.Default.DeviceHealth));
    }

    [Fact]
    public void RoomAggregate_WithNumbers_SurvivesARoundTrip()
    {
        var aggregate = Suppressed with
        {
            Status = WindowStatus.Ok,
            People = 20,
            VisibleShare = 0.9,
            AttentiveShare = 0.75,
            Expressions = new ExpressionShares(0, 0, 0, 0.25, 0.05, 0, 0.7),
        };

        var json = JsonSerializer.Serialize(aggregate, MessageJson.Default.RoomAggregate);

        Assert.Equal(aggregate, JsonSerializer.Deserialize(json, MessageJson.Default.RoomAggregate));
    }

    [Theory]
    [InlineData("\"sequence\":7,", "")]
    [InlineData("\"sequence\":7,", "\"sequence\":7,\"face_id\":3,")]
    [InlineData("\"suppressed\"", "\"unheard_of\"")]
    [InlineData("\"sequence\":7", "\"sequence\":null")]
    public void RoomAggregate_MissingUnknownOrWrongField_IsRefused(string part, string replacement)
    {
        var json = JsonSerializer.Serialize(Suppressed, MessageJson.Default.RoomAggregate);
        var changed = json.Replace(part, replacement, StringComparison.Ordinal);

        Assert.NotEqual(json, changed);
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize(changed, MessageJson.Default.RoomAggregate));
    }
}
