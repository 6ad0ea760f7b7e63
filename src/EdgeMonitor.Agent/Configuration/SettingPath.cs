using System.Globalization;
using System.Text.Json;

namespace EdgeMonitor.Agent.Configuration;

/// <summary>The names of settings: <c>mqtt.port</c>, <c>camera.arguments[2]</c>.</summary>
internal static class SettingPath
{
    /// <summary>The setting <paramref name="name"/> of <paramref name="section"/>; an empty section is the root.</summary>
    public static string Join(string section, string name) => section.Length == 0 ? name : $"{section}.{name}";

    /// <summary>The item <paramref name="index"/>, from 0, of the list <paramref name="list"/>.</summary>
    public static string Join(string list, int index) => string.Create(CultureInfo.InvariantCulture, $"{list}[{index}]");

    /// <summary>How a property is spelt in the file.</summary>
    public static string NameOf(string property) => JsonNamingPolicy.CamelCase.ConvertName(property);
}
