using EdgeMonitor.Agent.CameraControl;
using EdgeMonitor.Agent.Link;
using EdgeMonitor.Agent.Metrics;
using EdgeMonitor.Agent.Pacing;
using EdgeMonitor.Attention;
using EdgeMonitor.Capture;
using EdgeMonitor.Messaging;
using EdgeMonitor.Vision;

namespace EdgeMonitor.Agent.Configuration;

/// <summary>The whole configuration; every section is a property.</summary>
/// <remarks>
/// To add a setting:
/// 1. Add a property to the options type of its room, with its default as a named constant, its unit and range in the doc
///    comment and the range as an attribute. A secret gets <c>[PasswordPropertyText(true)]</c>. A new section is a new
///    options type and a property here.
/// 2. What attributes cannot say goes into the room's own validator (<see cref="ConfigurationLoader"/> calls them all).
/// 3. Add it with a comment to <c>deploy/edgemonitor.example.json</c>.
/// 4. Write the reference <c>deploy/CONFIGURATION.md</c> anew: run the tests with <c>UPDATE_GOLDEN=1</c>.
/// <c>ConfigurationReferenceTests</c> and <c>ExampleFileTests</c> fail when step 3 or 4 is forgotten.
/// </remarks>
internal sealed class AgentOptions
{
    /// <summary>Where the device is.</summary>
    public DeviceOptions Device { get; set; } = new();

    /// <summary>The camera.</summary>
    public CameraOptions Camera { get; set; } = new();

    /// <summary>
    /// A second camera of the same room, which sees another part of it: whoever is seen by both counts twice, so mask what they share.
    /// Has the settings of <c>camera</c>. While one of the two delivers nothing there are no numbers about the room. Default null, none.
    /// </summary>
    public CameraOptions? SecondCamera { get; set; }

    /// <summary>All of the room's cameras, each with the name of its section.</summary>
    public IReadOnlyList<(string Key, CameraOptions Options)> Cameras => SecondCamera is null
        ? [(CameraOptions.SectionName, Camera)]
        : [(CameraOptions.SectionName, Camera), (SettingPath.NameOf(nameof(SecondCamera)), SecondCamera)];

    /// <summary>How people see and stop the camera.</summary>
    public CameraControlOptions CameraControl { get; set; } = new();

    /// <summary>How faces are found.</summary>
    public VisionOptions Vision { get; set; } = new();

    /// <summary>How many frames are looked at.</summary>
    public PaceOptions Pace { get; set; } = new();

    /// <summary>What counts as attentive and what is published of it.</summary>
    public AttentionOptions Attention { get; set; } = new();

    /// <summary>The socket between the two halves, where they are processes of their own.</summary>
    public LinkOptions Link { get; set; } = new();

    /// <summary>The broker.</summary>
    public MqttOptions Mqtt { get; set; } = new();

    /// <summary>Where windows wait while the broker is away.</summary>
    public OutboxOptions Outbox { get; set; } = new();

    /// <summary>Home Assistant.</summary>
    public HomeAssistantOptions HomeAssistant { get; set; } = new();

    /// <summary>The health report.</summary>
    public HealthOptions Health { get; set; } = new();

    /// <summary>Where metrics go.</summary>
    public MetricsOptions Metrics { get; set; } = new();

    /// <summary>The log.</summary>
    public LoggingOptions Logging { get; set; } = new();
}
