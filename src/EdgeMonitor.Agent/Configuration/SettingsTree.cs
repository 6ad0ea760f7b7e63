namespace EdgeMonitor.Agent.Configuration;

/// <summary>Every setting there is.</summary>
internal static class SettingsTree
{
    /// <summary>The settings and sections of an options type and of those within it, each section before what is in it.</summary>
    public static IEnumerable<SettingDescription> AllOf(Type options, string section = "") =>
        SettingDescription.Of(options, section).SelectMany(setting => setting.IsSection
            ? AllOf(setting.Property.PropertyType, setting.Key).Prepend(setting)
            : [setting]);
}
