namespace EdgeMonitor.Agent.Configuration;

/// <summary>The configuration and what is to be said about it.</summary>
/// <param name="File">The file as the user named it.</param>
/// <param name="Options">The options; only to be used when there is no mistake.</param>
/// <param name="Report">Settings in effect and mistakes.</param>
internal sealed record LoadedConfiguration(string File, AgentOptions Options, ConfigurationReport Report)
{
    /// <summary>Whether there is no mistake.</summary>
    public bool IsValid => Report.Mistakes.Count == 0;

    /// <summary>The mistakes by place: file lines first and in order, then variables.</summary>
    public IReadOnlyList<Mistake> Mistakes =>
        [.. Report.Mistakes
            .OrderBy(mistake => !string.Equals(mistake.Origin.Source, File, StringComparison.Ordinal))
            .ThenBy(mistake => mistake.Origin.Line ?? int.MaxValue)];
}
