using System.Text.Json.Serialization;

namespace EdgeMonitor.Contracts;

/// <summary>What decides that a visible face is attentive.</summary>
public enum AttentionMode
{
    /// <summary>The expression: happy and neutral count as attentive.</summary>
    [JsonStringEnumMemberName("expression")]
    Expression,

    /// <summary>The head's orientation towards the front. No emotion is inferred.</summary>
    [JsonStringEnumMemberName("orientation")]
    Orientation,

    /// <summary>Both: an attentive expression on a head that is turned to the front.</summary>
    [JsonStringEnumMemberName("combined")]
    Combined,
}
