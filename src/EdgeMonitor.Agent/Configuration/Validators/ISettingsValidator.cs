namespace EdgeMonitor.Agent.Configuration.Validators;

/// <summary>Checks one concern that attributes on a single property cannot express.</summary>
internal interface ISettingsValidator
{
    /// <summary>Adds every mistake to <paramref name="report"/>.</summary>
    void Validate(AgentOptions options, ConfigurationReport report);
}
