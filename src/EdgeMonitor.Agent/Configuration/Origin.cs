namespace EdgeMonitor.Agent.Configuration;

/// <summary>Where a setting's value comes from: a line of the file, an environment variable, or the default.</summary>
/// <param name="Source">The file as the user named it, the variable's name, or <c>default</c>.</param>
/// <param name="Line">The line in the file, from 1; null for the other sources.</param>
internal sealed record Origin(string Source, int? Line = null)
{
    /// <summary>The value that the program itself sets.</summary>
    public static Origin Default { get; } = new("default");

    /// <inheritdoc/>
    public override string ToString() => Line is null ? Source : $"{Source}:{Line}";
}
