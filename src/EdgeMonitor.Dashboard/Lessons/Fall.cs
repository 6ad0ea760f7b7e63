namespace EdgeMonitor.Dashboard.Lessons;

/// <summary>A time at which attention fell: the means of the minutes before and after.</summary>
/// <param name="At">When.</param>
/// <param name="Before">The mean attentive share before.</param>
/// <param name="After">The mean attentive share after.</param>
public sealed record Fall(DateTimeOffset At, double Before, double After)
{
    /// <summary>By how much.</summary>
    public double Depth => Before - After;
}
