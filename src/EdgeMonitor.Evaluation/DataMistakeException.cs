namespace EdgeMonitor.Evaluation;

/// <summary>The labelled data have mistakes; each says the file, the line, what is wrong and what would be right.</summary>
public sealed class DataMistakeException : Exception
{
    private const int Shown = 20;

    /// <summary>Makes the exception.</summary>
    public DataMistakeException(params IReadOnlyList<string> mistakes)
        : base(Describe(mistakes)) => Mistakes = mistakes;

    /// <summary>Every mistake; the message shows the first twenty.</summary>
    public IReadOnlyList<string> Mistakes { get; }

    private static string Describe(IReadOnlyList<string> mistakes) => string.Join('\n', mistakes.Count <= Shown
        ? mistakes
        : [.. mistakes.Take(Shown), $"… and {mistakes.Count - Shown} more"]);
}
