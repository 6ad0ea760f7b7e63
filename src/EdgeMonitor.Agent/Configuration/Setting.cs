namespace EdgeMonitor.Agent.Configuration;

/// <summary>A setting as it is in effect.</summary>
/// <param name="Description">What the setting is.</param>
/// <param name="Value">Its value.</param>
/// <param name="Origin">Where the value comes from.</param>
internal sealed record Setting(SettingDescription Description, object? Value, Origin Origin)
{
    /// <summary>Shown in place of a secret that is set.</summary>
    public const string Hidden = "(hidden)";

    /// <summary>The value, or <see cref="Hidden"/> for a secret that is set.</summary>
    public object? ShownValue => Description.IsSecret && Value is not null ? Hidden : Value;
}
