using EdgeMonitor.Agent.Configuration;
using EdgeMonitor.Agent.Metrics;
using EdgeMonitor.Contracts.Privacy;

namespace EdgeMonitor.Agent.Privacy;

/// <summary>The settings that decide what may be said about a room.</summary>
internal static class ReportedSettings
{
    /// <summary>Lists them with their values in effect.</summary>
    public static IReadOnlyList<ReportedSetting> Of(AgentOptions options)
    {
        var attention = options.Attention;
        return
        [
            Setting("attention.mode", attention.Mode, "What decides that a face is attentive."),
            Setting("attention.emotionInferenceAcknowledged", attention.EmotionInferenceAcknowledged, "Confirms that emotions may be inferred here."),
            Setting("attention.privacyPreset", attention.PrivacyPreset, "The defaults of the next four; strict cannot be weakened."),
            Setting("attention.windowSeconds", attention.WindowSeconds, "Seconds that one message sums up."),
            Setting("attention.minimumGroup", attention.MinimumGroup, "Fewer people than this: no numbers."),
            Setting("attention.peopleStep", attention.PeopleStep, "The number of people is rounded to this."),
            Setting("attention.shareStep", attention.ShareStep, "Shares are rounded to this."),
            Setting("attention.suppressionMargin", attention.SuppressionMargin, "People above the minimum before numbers come back."),
            Setting("attention.publishExpressions", attention.PublishExpressions, "Whether the share of each emotion is published."),
            Setting("attention.presence.minutes", attention.Presence.Minutes, "Minutes for which numbers of faces are remembered."),
            Setting(
                "attention.lessons.enabled",
                attention.Lessons.Enabled,
                "Whether lessons are released with differential privacy, in place of numbers per window."),
            Setting("attention.lessons.epsilon", attention.Lessons.Epsilon, "What one release spends; the unit is one person in one lesson."),
            Setting("attention.lessons.dailyEpsilon", attention.Lessons.DailyEpsilon, "What the releases of a day may spend together."),
            Setting("cameraControl.switch.device", options.CameraControl.Switch.Device, "The switch at the device that closes the camera."),
            Setting("cameraControl.led", options.CameraControl.Led, "The light that is on exactly while the camera is open."),
            Setting("cameraControl.schedule.open", options.CameraControl.Schedule.Open, "When the camera may be open; none: always."),
            Setting("health.intervalSeconds", options.Health.IntervalSeconds, "Seconds between two reports on the device."),
            Setting("homeAssistant.enabled", options.HomeAssistant.Enabled, "Whether the device introduces itself to Home Assistant."),
            Setting("metrics.endpoint", options.Metrics.Endpoint is { } collector ? MetricsOptions.WithoutQuery(collector) : null, "Where figures about the device go as metrics; none: nowhere."),
            Setting("mqtt.tls.enabled", options.Mqtt.Tls is { Enabled: true }, "Whether the way to the broker is encrypted."),
        ];
    }

    private static ReportedSetting Setting(string key, object? value, string meaning) => new(key, Written.Value(value), meaning);
}
