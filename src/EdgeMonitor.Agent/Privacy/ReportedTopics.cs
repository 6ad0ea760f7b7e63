using EdgeMonitor.Agent.Configuration;
using EdgeMonitor.Contracts;
using EdgeMonitor.Contracts.HomeAssistant;
using EdgeMonitor.Contracts.Privacy;
using EdgeMonitor.Messaging;

namespace EdgeMonitor.Agent.Privacy;

/// <summary>The topics that a device with these settings uses.</summary>
internal static class ReportedTopics
{
    private const string Sent = "sent";
    private const string Received = "received";

    /// <summary>Lists them.</summary>
    public static IReadOnlyList<ReportedTopic> Of(AgentOptions options, Topics topics)
    {
        // MQTT 3.1.1 cannot tell a broker to forget.
        long? expiry = options.Mqtt.Protocol is MqttOptions.DefaultProtocol ? (long)DevicePublisher.WindowExpiry.TotalSeconds : null;
        List<ReportedTopic> all =
        [
            new(topics.Attention, Sent, nameof(RoomAggregate), Qos: 1, Retained: true, "The room's figures, once per window.", expiry),
            .. OfLessons(options, topics, expiry),
            new(topics.Health, Sent, nameof(DeviceHealth), Qos: 0, Retained: true, "How the device is doing."),
            new(
                topics.Availability,
                Sent,
                $"{Topics.Online} or {Topics.Offline}",
                Qos: 1,
                Retained: true,
                "Whether the device is there; the broker itself says that it is gone."),
            new(topics.PrivacyState, Sent, nameof(PrivacyState), Qos: 1, Retained: true, "Whether the camera is open, and who closed it."),
            new(
                topics.Command(Topics.PrivacyLevel),
                Received,
                nameof(CameraRequest),
                Qos: 1,
                Retained: false,
                "Asks to close the camera, or to open it as far as switch and schedule allow."),
            new(topics.PrivacyReport, Sent, nameof(PrivacyReport), Qos: 1, Retained: true, "This report."),
            new(
                topics.EveryCommand,
                Received,
                "commands",
                Qos: 1,
                Retained: false,
                "Every other command; refused, and answered where the command asks for it."),
            new("(as the command asks)", Sent, nameof(CommandAnswer), Qos: 1, Retained: false, "The answer to a command."),
        ];
        if (options.HomeAssistant.Enabled)
        {
            all.AddRange(OfHomeAssistant(options));
        }

        return all;
    }

    private static ReportedTopic[] OfLessons(AgentOptions options, Topics topics, long? expiry) => options.Attention.Lessons.Enabled
        ?
        [
            new(topics.Lesson, Sent, nameof(LessonRelease), Qos: 1, Retained: true, "Two noisy counts per lesson.", expiry),
            new(topics.Command(Topics.LessonLevel), Received, nameof(LessonRequest), Qos: 1, Retained: false, "Says that a lesson starts or ends."),
        ]
        : [];

    private static ReportedTopic[] OfHomeAssistant(AgentOptions options)
    {
        var prefix = options.HomeAssistant.Prefix;
        var address = options.Device.ToAddress();
        return
        [
            new(
                $"{prefix}/device/{Topics.Root}_{address.Site}_{address.Room}_{address.Device}/config",
                Sent,
                nameof(DiscoveryDocument),
                Qos: 1,
                Retained: true,
                "Describes the device and its topics to Home Assistant."),
            new($"{prefix}/status", Received, "online or offline", Qos: 1, Retained: false, "Home Assistant has started."),
        ];
    }
}
