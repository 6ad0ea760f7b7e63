using EdgeMonitor.Agent.Configuration;
using EdgeMonitor.Contracts;
using EdgeMonitor.Contracts.Privacy;

namespace EdgeMonitor.Agent.Privacy;

/// <summary>Makes the privacy report of a configuration: what the device with these settings collects, publishes and keeps.</summary>
internal static class PrivacyReportBuilder
{
    private const string NoEmotions =
        "No emotion is inferred and the network for it is not opened. A camera in a classroom processes personal data all the same: "
        + "ask the data protection officer first.";

    private const string Emotions =
        "Emotions are inferred. Regulation (EU) 2024/1689 (AI Act), Article 5(1)(f), prohibits this in education institutions except for "
        + "medical or safety reasons, whatever is published of it. Whoever configured the device has confirmed that it may be used here.";

    /// <summary>Makes the report.</summary>
    /// <param name="options">Options without mistakes.</param>
    public static PrivacyReport Create(AgentOptions options)
    {
        var address = options.Device.ToAddress();
        return new PrivacyReport
        {
            Version = ProductVersion.Text,
            Device = address.ToString(),
            Mode = ModeOf(options),
            Topics = ReportedTopics.Of(options, new Topics(address)),
            Fields = OutboundFields.All,
            Settings = ReportedSettings.Of(options),
            Stores = ReportedStores.Of(options),
            Outbound = ReportedConnections.Outbound(options),
            OpenPorts = ReportedConnections.OpenPorts(options),
            Units = UnitFiles.Read(UnitFiles.Folders),
        };
    }

    private static ReportedMode ModeOf(AgentOptions options)
    {
        var mode = options.Attention.Mode!.Value;
        var infersEmotions = mode is not AttentionMode.Orientation;
        return new ReportedMode(
            mode, infersEmotions, options.Attention.EmotionInferenceAcknowledged, infersEmotions ? Emotions : NoEmotions);
    }
}
