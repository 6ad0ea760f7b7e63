namespace EdgeMonitor.Contracts.Privacy;

/// <summary>What decides that a face is attentive, and what the law says to it.</summary>
/// <param name="Mode">The mode.</param>
/// <param name="InfersEmotions">Whether emotions are inferred.</param>
/// <param name="Acknowledged">Whether the configuration confirms that they may be.</param>
/// <param name="Notice">The law, in words for a person.</param>
public sealed record ReportedMode(AttentionMode Mode, bool InfersEmotions, bool Acknowledged, string Notice);
