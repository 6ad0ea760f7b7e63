using System.Text.Json.Serialization;

namespace EdgeMonitor.Contracts;

/// <summary>Whether a lesson's release carries numbers and, if not, why. Nothing here depends on people but through the noise.</summary>
public enum LessonStatus
{
    /// <summary>It carries numbers.</summary>
    [JsonStringEnumMemberName("ok")]
    Ok,

    /// <summary>With the noise, there were fewer people than the minimum group.</summary>
    [JsonStringEnumMemberName("suppressed")]
    Suppressed,

    /// <summary>The camera was closed on purpose during the lesson.</summary>
    [JsonStringEnumMemberName("closed")]
    Closed,

    /// <summary>Too few usable frames.</summary>
    [JsonStringEnumMemberName("no_signal")]
    NoSignal,

    /// <summary>Nobody said that it was over.</summary>
    [JsonStringEnumMemberName("not_ended")]
    NotEnded,

    /// <summary>The day's budget is spent, or it could not be written down that this release spends it.</summary>
    [JsonStringEnumMemberName("budget_spent")]
    BudgetSpent,
}
