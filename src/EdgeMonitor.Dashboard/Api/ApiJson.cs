using System.Text.Json.Serialization;

namespace EdgeMonitor.Dashboard.Api;

/// <summary>JSON of the API, in the manner of the messages: snake_case keys, absent instead of null.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(IEnumerable<RoomSummary>))]
[JsonSerializable(typeof(IEnumerable<RoomWindow>))]
[JsonSerializable(typeof(IEnumerable<RoomHour>))]
[JsonSerializable(typeof(DashboardHealth))]
internal sealed partial class ApiJson : JsonSerializerContext;
