using System.Text.Json;
using System.Text.Json.Serialization;
using EdgeMonitor.Contracts;
using EdgeMonitor.Contracts.HomeAssistant;

namespace EdgeMonitor.Messaging;

/// <summary>Describes a device to Home Assistant, with everything that it publishes.</summary>
internal static class HomeAssistantDiscovery
{
    private const string Sensor = "sensor";
    private const string Measurement = "measurement";
    private const string Enumeration = "enum";
    private const string Diagnostic = "diagnostic";

    /// <summary>States are unknown after this many windows, or health reports, have not come.</summary>
    private const int MissedUntilUnknown = 3;

    private static readonly JsonSerializerOptions EnumNames = new() { Converters = { new JsonStringEnumConverter() } };

    /// <summary>The message for <paramref name="device"/>: QoS 1, retained.</summary>
    public static MqttMessage CreateMessage(DeviceProfile device, HomeAssistantOptions options)
    {
        var payload = JsonSerializer.SerializeToUtf8Bytes(Create(device), MessageJson.Default.DiscoveryDocument);
        return new MqttMessage($"{options.Prefix}/device/{IdOf(device.Address)}/config", payload, MqttQos.AtLeastOnce, Retain: true)
        {
            ContentType = MessageJson.ContentType,
        };
    }

    /// <summary>The description of <paramref name="device"/>.</summary>
    public static DiscoveryDocument Create(DeviceProfile device)
    {
        var address = device.Address;
        var topics = new Topics(address);
        return new DiscoveryDocument
        {
            Device = new DiscoveryDevice(
                [IdOf(address)], $"EdgeMonitor {address.Room} {address.Device}", "EdgeMonitor", "Room attention", device.Version, address.Room),
            Origin = new DiscoveryOrigin(Topics.Root, device.Version),
            Availability = [new DiscoveryAvailability(topics.Availability)],
            Components = Windows(device, topics).Append(Privacy(topics)).Concat(Health(device, topics)).ToDictionary(
                entity => entity.Key, entity => entity.Component with { UniqueId = $"{IdOf(address)}_{entity.Key}" }, StringComparer.Ordinal),
        };
    }

    // The parts of an address have no underscore, so that two devices can never have the same id.
    private static string IdOf(DeviceAddress address) => $"{Topics.Root}_{address.Site}_{address.Room}_{address.Device}";

    // Home Assistant takes "None" for a state that is not known: a suppressed window has no numbers, not zeros.
    private static IEnumerable<(string Key, DiscoveryComponent Component)> Windows(DeviceProfile device, Topics topics)
    {
        var basis = new DiscoveryComponent
        {
            Platform = Sensor,
            UniqueId = "",
            Name = "",
            StateTopic = topics.Attention,
            ValueTemplate = "",
            ExpireAfter = SecondsUntilUnknown(device.WindowLength),
        };
        yield return ("attention", basis with
        {
            Name = "Attention",
            ValueTemplate = "{{ (value_json.attentive_share * 100) | round | int if value_json.attentive_share is defined else none }}",
            StateClass = Measurement,
            UnitOfMeasurement = "%",
            Icon = "mdi:account-eye",
        });
        yield return ("people", basis with
        {
            Name = "People",
            ValueTemplate = "{{ value_json.people | default(none) }}",
            StateClass = Measurement,
            UnitOfMeasurement = "people",
            Icon = "mdi:account-group",
        });
        yield return ("status", basis with
        {
            Name = "Status",
            ValueTemplate = "{{ value_json.status }}",
            DeviceClass = Enumeration,
            Options = NamesOf<WindowStatus>(),
            Icon = "mdi:clipboard-check-outline",
        });
    }

    // On means closed by request. Whether the camera really is open is the sensor "camera": a switch or a schedule has a say too.
    private static (string Key, DiscoveryComponent Component) Privacy(Topics topics) => ("privacy", new DiscoveryComponent
    {
        Platform = "switch",
        UniqueId = "",
        Name = "Close camera",
        StateTopic = topics.PrivacyState,
        ValueTemplate = "{{ 'ON' if 'command' in value_json.closed_by | default([]) else 'OFF' }}",
        CommandTopic = topics.Command(Topics.PrivacyLevel),
        PayloadOn = PayloadOf(CameraAction.Close),
        PayloadOff = PayloadOf(CameraAction.Open),
        StateOn = "ON",
        StateOff = "OFF",
        JsonAttributesTopic = topics.PrivacyState,
        Icon = "mdi:camera-off",
    });

    private static string PayloadOf(CameraAction action) =>
        JsonSerializer.Serialize(new CameraRequest { Action = action }, MessageJson.Default.CameraRequest);

    private static IEnumerable<(string Key, DiscoveryComponent Component)> Health(DeviceProfile device, Topics topics)
    {
        var basis = new DiscoveryComponent
        {
            Platform = Sensor,
            UniqueId = "",
            Name = "",
            StateTopic = topics.Health,
            ValueTemplate = "",
            ExpireAfter = SecondsUntilUnknown(device.HealthInterval),
            EntityCategory = Diagnostic,
        };
        yield return ("camera", basis with
        {
            Name = "Camera",
            ValueTemplate = "{{ value_json.camera.state }}",
            DeviceClass = Enumeration,
            Options = NamesOf<CameraState>(),
            Icon = "mdi:cctv",
        });
        yield return ("temperature", basis with
        {
            Name = "Temperature",
            ValueTemplate = "{{ value_json.temperature_celsius | default(none) }}",
            DeviceClass = "temperature",
            StateClass = Measurement,
            UnitOfMeasurement = "°C",
        });
        yield return ("problems", basis with
        {
            Platform = "binary_sensor",
            Name = "Problems",
            ValueTemplate =
                "{{ 'ON' if value_json.problems is defined or value_json.camera.state in ['stalled', 'frozen', 'failed'] else 'OFF' }}",
            DeviceClass = "problem",
            JsonAttributesTopic = topics.Health,
            JsonAttributesTemplate =
                "{{ {'problems': value_json.problems | default([]), 'camera': value_json.camera.reason | default(none)} | tojson }}",
        });
    }

    private static int SecondsUntilUnknown(TimeSpan interval) => (int)Math.Ceiling(interval.TotalSeconds * MissedUntilUnknown);

    private static IReadOnlyList<string> NamesOf<T>()
        where T : struct, Enum =>
        [.. Enum.GetValues<T>().Select(value => JsonSerializer.SerializeToElement(value, EnumNames).GetString()!)];
}
