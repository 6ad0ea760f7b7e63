namespace EdgeMonitor.Agent.Diagnosis;

/// <summary>One line of the doctor's.</summary>
/// <param name="Subject">What was looked at, a word or two.</param>
/// <param name="Level">How bad it is.</param>
/// <param name="Text">What was found.</param>
/// <param name="NextStep">What to do about it; null where nothing is to be done.</param>
internal sealed record Finding(string Subject, FindingLevel Level, string Text, string? NextStep = null)
{
    /// <summary>Nothing to do.</summary>
    public static Finding Ok(string subject, string text) => new(subject, FindingLevel.Ok, text);

    /// <summary>Worth a look.</summary>
    public static Finding Warning(string subject, string text, string nextStep) => new(subject, FindingLevel.Warning, text, nextStep);

    /// <summary>Keeps the appliance from working.</summary>
    public static Finding Failure(string subject, string text, string nextStep) => new(subject, FindingLevel.Failure, text, nextStep);
}
