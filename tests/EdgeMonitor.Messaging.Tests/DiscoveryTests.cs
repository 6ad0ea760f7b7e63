using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using EdgeMonitor.Contracts;
using EdgeMonitor.TestSupport;

namespace EdgeMonitor.Messaging.Tests;

/// <summary>What Home Assistant is told, field by field, and that its templates understand what is published.</summary>
public sealed class DiscoveryTests
{
    private const string ConfigTopic = "homeassistant/device/edgemonitor_north_room-12_cam-1/config";

    private static readonly JsonNode Document = JsonNode.Parse(
        HomeAssistantDiscovery.CreateMessage(Clients.Profile, new HomeAssistantOptions()).Payload.Span)!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void CreateMessage_AnyDevice_IsRetainedOnTheTopicOfTheDevice()
    {
        var message = HomeAssistantDiscovery.CreateMessage(Clients.Profile, new HomeAssistantOptions());

        Assert.Equal((ConfigTopic, MqttQos.AtLeastOnce, true), (message.Topic, message.Qos, message.Retain));
    }

    [Fact]
    public void Document_Device_IsAsHomeAssistantWantsIt() => AssertSame(
        """
        {
          "identifiers": ["edgemonitor_north_room-12_cam-1"],
          "name": "EdgeMonitor room-12 cam-1",
          "manufacturer": "EdgeMonitor",
          "model": "Room attention",
          "sw_version": "0.1.0",
          "suggested_area": "room-12"
        }
        """,
        Document["device"]);

    [Fact]
    public void Document_OriginAvailabilityAndQos_AreAsHomeAssistantWantsThem()
    {
        Assert.Equal(
            ["device", "origin", "components", "availability", "availability_mode", "qos"],
            Document.AsObject().Select(field => field.Key));
        AssertSame("""{"name": "edgemonitor", "sw_version": "0.1.0"}""", Document["origin"]);
        AssertSame("""[{"topic": "edgemonitor/north/room-12/cam-1/availability"}]""", Document["availability"]);
        AssertSame("\"all\"", Document["availability_mode"]);
        AssertSame("1", Document["qos"]);
    }

    [Fact]
    public void Document_Components_AreTheDocumentedOnes() => Assert.Equal(
        ["attention", "people", "status", "privacy", "camera", "temperature", "problems"],
        Document["components"]!.AsObject().Select(component => component.Key));

    /// <summary>Home Assistant makes an entity's id from platform, the device's name and the component's name.</summary>
    [Fact]
    public void Dashboard_Entities_AreThoseOfTheComponents()
    {
        var dashboard = File.ReadAllText(Repository.Locate("deploy", "homeassistant", "dashboard.yaml"));
        var device = Slug(Text(Document["device"]!, "name")!);

        Assert.Equal(
            Document["components"]!.AsObject().Select(component => $"{Text(component.Value!, "platform")}.{device}_{Slug(Text(component.Value!, "name")!)}").Order(),
            Regex.Matches(dashboard, "[a-z_]+\\.edgemonitor_[a-z0-9_]+", RegexOptions.None, TimeSpan.FromSeconds(1)).Select(match => match.Value).Distinct().Order());

        static string Slug(string name) => name.ToLowerInvariant().Replace(' ', '_').Replace('-', '_');
    }

    [Theory]
    [InlineData("attention", "sensor", "Attention", "attention", null, "measurement", "%", null, 30)]
    [InlineData("people", "sensor", "People", "attention", null, "measurement", "people", null, 30)]
    [InlineData("status", "sensor", "Status", "attention", "enum", null, null, null, 30)]
    [InlineData("camera", "sensor", "Camera", "health", "enum", null, null, "diagnostic", 90)]
    [InlineData("temperature", "sensor", "Temperature", "health", "temperature", "measurement", "°C", "diagnostic", 90)]
    [InlineData("problems", "binary_sensor", "Problems", "health", "problem", null, null, "diagnostic", 90)]
    public void Document_Component_HasTheseFields(
        string key, string platform, string name, string level, string? deviceClass, string? stateClass, string? unit, string? category, int expireAfter)
    {
        var component = Document["components"]![key]!;

        Assert.Equal(platform, Text(component, "platform"));
        Assert.Equal($"edgemonitor_north_room-12_cam-1_{key}", Text(component, "unique_id"));
        Assert.Equal(name, Text(component, "name"));
        Assert.Equal($"edgemonitor/north/room-12/cam-1/{level}", Text(component, "state_topic"));
        Assert.Equal(deviceClass, Text(component, "device_class"));
        Assert.Equal(stateClass, Text(component, "state_class"));
        Assert.Equal(unit, Text(component, "unit_of_measurement"));
        Assert.Equal(category, Text(component, "entity_category"));
        Assert.Equal(expireAfter, component["expire_after"]!.GetValue<int>());
        Assert.NotEmpty(Text(component, "value_template")!);
    }

    [Fact]
    public void Document_PrivacySwitch_SendsWhatTheDeviceUnderstands()
    {
        var component = Document["components"]!["privacy"]!;

        AssertSame(
            """
            {
              "platform": "switch",
              "unique_id": "edgemonitor_north_room-12_cam-1_privacy",
              "name": "Close camera",
              "state_topic": "edgemonitor/north/room-12/cam-1/privacy/state",
              "value_template": "{{ 'ON' if 'command' in value_json.closed_by | default([]) else 'OFF' }}",
              "command_topic": "edgemonitor/north/room-12/cam-1/privacy/set",
              "payload_on": "{\"schema\":1,\"action\":\"close\"}",
              "payload_off": "{\"schema\":1,\"action\":\"open\"}",
              "state_on": "ON",
              "state_off": "OFF",
              "icon": "mdi:camera-off",
              "json_attributes_topic": "edgemonitor/north/room-12/cam-1/privacy/state"
            }
            """,
            component);
        Assert.Equal(CameraAction.Close, JsonSerializer.Deserialize(Text(component, "payload_on")!, MessageJson.Default.CameraRequest)!.Action);
        Assert.Equal(CameraAction.Open, JsonSerializer.Deserialize(Text(component, "payload_off")!, MessageJson.Default.CameraRequest)!.Action);
    }

    [Theory]
    [InlineData(ShutterPosition.Open, new ClosingCause[0], "OFF")]
    [InlineData(ShutterPosition.Closed, new[] { ClosingCause.Switch, ClosingCause.Schedule }, "OFF")]
    [InlineData(ShutterPosition.Closed, new[] { ClosingCause.Switch, ClosingCause.Command }, "ON")]
    public async Task ValueTemplate_PrivacySwitch_TellsOfTheRequestAlone(ShutterPosition position, ClosingCause[] causes, string expected)
    {
        var state = new PrivacyState { State = position, ClosedBy = causes.Length == 0 ? null : causes };

        Assert.Equal(expected, await RenderAsync("privacy", JsonSerializer.Serialize(state, MessageJson.Default.PrivacyState)));
    }

    [Fact]
    public void Document_Enumerations_ListEveryState()
    {
        AssertSame("""["ok", "suppressed", "closed", "no_signal", "low_light"]""", Document["components"]!["status"]!["options"]);
        AssertSame(
            """["starting", "running", "ended", "stalled", "frozen", "failed", "closed"]""",
            Document["components"]!["camera"]!["options"]);
    }

    [Theory]
    [InlineData("attention", "75")]
    [InlineData("people", "20")]
    [InlineData("status", "ok")]
    public async Task ValueTemplate_WindowWithNumbers_GivesTheState(string component, string expected) =>
        Assert.Equal(expected, await RenderAsync(component, JsonSerializer.Serialize(Clients.Window(1), MessageJson.Default.RoomAggregate)));

    [Theory]
    [InlineData("attention", "None")]
    [InlineData("people", "None")]
    [InlineData("status", "suppressed")]
    public async Task ValueTemplate_SuppressedWindow_GivesNoNumber(string component, string expected)
    {
        var window = Clients.Window(1) with { Status = WindowStatus.Suppressed, People = null, VisibleShare = null, AttentiveShare = null };

        Assert.Equal(expected, await RenderAsync(component, JsonSerializer.Serialize(window, MessageJson.Default.RoomAggregate)));
    }

    [Theory]
    [InlineData(CameraState.Running, null, null, "running", "None", "OFF")]
    [InlineData(CameraState.Running, 61.5, "disk full", "running", "61.5", "ON")]
    [InlineData(CameraState.Stalled, 40.0, null, "stalled", "40", "ON")]
    public async Task ValueTemplate_Health_GivesTheState(
        CameraState state, double? temperature, string? problem, string expectedCamera, string expectedTemperature, string expectedProblem)
    {
        var health = Clients.Health(1) with { TemperatureCelsius = temperature, Problems = problem is null ? null : [problem] };
        var json = JsonSerializer.Serialize(health with { Camera = health.Camera with { State = state } }, MessageJson.Default.DeviceHealth);

        Assert.Equal(expectedCamera, await RenderAsync("camera", json));
        Assert.Equal(expectedTemperature, await RenderAsync("temperature", json));
        Assert.Equal(expectedProblem, await RenderAsync("problems", json));
        var attributes = JsonNode.Parse(await RenderAsync("problems", json, "json_attributes_template"))!;
        Assert.Equal(problem is null ? 0 : 1, attributes["problems"]!.AsArray().Count);
    }

    [Fact]
    public async Task DevicePublisher_Connects_SendsAvailabilityDiscoveryAndHealthThenTheBacklog()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var observer = await broker.ObserveAsync("#");
        await using var publisher = Clients.CreatePublisher(Clients.OptionsFor(broker));
        await publisher.PublishAsync(Clients.Window(1), Token);
        await publisher.PublishAsync(Clients.Health(1), Token);
        await publisher.PublishAsync(Clients.Window(2), Token);
        publisher.Start();

        var topics = (await observer.NextAsync(5)).Select(message => message.Topic);

        Assert.Equal(
            [Clients.Topics.Availability, ConfigTopic, Clients.Topics.Health, Clients.Topics.Attention, Clients.Topics.Attention],
            topics);
    }

    [Fact]
    public async Task DevicePublisher_BrokerForgetsEverything_SaysItAllAgain()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var cable = NetworkCable.LayTo(broker.Port);
        await using var publisher = Clients.StartPublisher(Clients.OptionsFor(cable.Port));
        await publisher.PublishAsync(new PrivacyState { State = ShutterPosition.Open }, Token);
        await publisher.PublishAsync(Clients.Health(1), Token);
        await using var observer = await broker.ObserveAsync("#");
        _ = await observer.NextAsync(4);

        cable.Cut();
        Assert.Equal(Topics.Offline, (await observer.NextAsync()).Text);
        cable.Mend();

        Assert.Equal(
            [Clients.Topics.Availability, ConfigTopic, Clients.Topics.PrivacyState, Clients.Topics.Health],
            (await observer.NextAsync(4)).Select(message => message.Topic));
    }

    [Fact]
    public async Task DevicePublisher_HomeAssistantStarts_IntroducesItselfAgain()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var observer = await broker.ObserveAsync(ConfigTopic);
        await using var publisher = Clients.StartPublisher(Clients.OptionsFor(broker));
        await broker.WaitForLogAsync(line => line.Contains("homeassistant/status", StringComparison.Ordinal));
        Assert.Equal(ConfigTopic, (await observer.NextAsync()).Topic);

        await broker.PublishAsync("homeassistant/status", "offline");
        await broker.PublishAsync("homeassistant/status", "online");

        Assert.Equal(ConfigTopic, (await observer.NextAsync()).Topic);
        await broker.PublishAsync(ConfigTopic, "end");
        Assert.Equal("end", (await observer.NextAsync()).Text);
    }

    private static string? Text(JsonNode component, string field) => component[field]?.GetValue<string>();

    private static void AssertSame(string expected, JsonNode? actual) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), actual), $"Expected {expected}, found {actual}");

    // With Jinja itself, as in Home Assistant.
    private static async Task<string> RenderAsync(string component, string payload, string field = "value_template")
    {
        const string Script = "import sys, json, jinja2; t, p = json.load(sys.stdin); "
            + "print(jinja2.Environment().from_string(t).render(value=p, value_json=json.loads(p)))";
        var template = Text(Document["components"]![component]!, field)!;
        return await Python.RunAsync(Script, JsonSerializer.Serialize(new[] { template, payload }));
    }
}
