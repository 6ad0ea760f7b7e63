using System.Globalization;
using EdgeMonitor.Agent.CameraControl;
using EdgeMonitor.Agent.Configuration;
using EdgeMonitor.Agent.Hosting;
using EdgeMonitor.Agent.Lessons;
using EdgeMonitor.Contracts.Privacy;
using EdgeMonitor.Messaging;

namespace EdgeMonitor.Agent.Privacy;

/// <summary>Where something is kept, and how long.</summary>
internal static class ReportedStores
{
    /// <summary>Lists the places.</summary>
    public static IReadOnlyList<ReportedStore> Of(AgentOptions options)
    {
        var outbox = options.Outbox;
        var limit = Invariant($"{outbox.MaximumMessages} windows or {outbox.MaximumMegabytes} MB, until the broker has them");
        var expires = options.Mqtt.Protocol is MqttOptions.DefaultProtocol
            ? Invariant($"the newest only; {DevicePublisher.WindowExpiry.TotalHours} hours")
            : "the newest only; until it is replaced (MQTT 3.1.1 knows no expiry)";
        return
        [
            new("memory of the camera's process", "pictures", "until the next ones, a few at a time; wiped when the camera closes"),
            new(
                "memory of the camera's process",
                "how many faces were in view, not which",
                Invariant($"{options.Attention.Presence.Minutes} minutes; forgotten when the camera closes")),
            new("memory between the two processes", "windows on their way", Invariant($"{Outbound.MostWindows} windows, until they are handed over")),
            new("memory of the process with the network", "windows that wait for the broker", limit),
            outbox.ResolveDirectory() is { } folder
                ? new(Invariant($"file outbox.db in {folder}"), "the same windows, while the broker is away", limit)
                : new("no file", "windows that wait are in memory only", "a restart loses them"),
            new(
                Invariant($"file {RequestFile.Name} in {StateFolderOf(options)}"),
                "the last request to close or open the camera",
                "until the next one"),
            .. OfLessons(options, expires),
            new("the broker", "the newest window", expires),
            new("the broker", "the newest health report, state of the camera, availability, description and privacy report", "until they are replaced"),
            new("the log (journal)", "the state of camera and service; no numbers about people", "as the journal is set up"),
        ];
    }

    private static ReportedStore[] OfLessons(AgentOptions options, string expires) => options.Attention.Lessons.Enabled
        ?
        [
            new("memory of the camera's process", "how many faces were in view in this lesson, and how many attentive", "until it ends, or the camera closes"),
            new(
                Invariant($"file {EpsilonBudget.FileName} in {StateFolderOf(options)}"),
                "how much of the day's privacy budget is spent; nothing about people",
                "until the next day's"),
            new("the broker", "the release of the newest lesson", expires),
        ]
        : [];

    /// <summary>The folder that systemd gives is the other process's: this one cannot know it.</summary>
    private static string StateFolderOf(AgentOptions options) => options.CameraControl.StateDirectory ?? "the state folder of the process with the camera";

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
