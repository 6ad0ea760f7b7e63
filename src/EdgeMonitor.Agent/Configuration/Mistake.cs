namespace EdgeMonitor.Agent.Configuration;

/// <summary>One mistake in the configuration, in words for the person who corrects it.</summary>
/// <param name="Origin">Where it stands.</param>
/// <param name="Key">The setting, such as <c>mqtt.port</c>; empty when the file as a whole is meant.</param>
/// <param name="Message">What was found and what would be right.</param>
internal sealed record Mistake(Origin Origin, string Key, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => Key.Length == 0 ? $"{Origin}: {Message}" : $"{Origin}: {Key}: {Message}";
}
