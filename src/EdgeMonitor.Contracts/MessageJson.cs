using System.Text.Json;
using System.Text.Json.Serialization;
using EdgeMonitor.Contracts.HomeAssistant;
using EdgeMonitor.Contracts.Privacy;

namespace EdgeMonitor.Contracts;

/// <summary>
/// JSON of every payload: UTF-8, snake_case keys, ISO 8601 UTC times, absent instead of null. Reading is strict: an unknown
/// or missing key, or one that is there twice, is a <see cref="JsonException"/>, since nothing but the documented fields may pass.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowDuplicateProperties = false,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters = [typeof(EnumNameConverter)])]
[JsonSerializable(typeof(RoomAggregate))]
[JsonSerializable(typeof(LessonRelease))]
[JsonSerializable(typeof(DeviceHealth))]
[JsonSerializable(typeof(CommandAnswer))]
[JsonSerializable(typeof(CameraRequest))]
[JsonSerializable(typeof(LessonRequest))]
[JsonSerializable(typeof(PrivacyReport))]
[JsonSerializable(typeof(PrivacyState))]
[JsonSerializable(typeof(DiscoveryDocument))]
public sealed partial class MessageJson : JsonSerializerContext
{
    /// <summary>MQTT 5's content type of every payload in JSON.</summary>
    public const string ContentType = "application/json";
}
