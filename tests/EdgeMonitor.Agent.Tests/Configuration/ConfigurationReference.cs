using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using EdgeMonitor.Agent.Configuration;

namespace EdgeMonitor.Agent.Tests.Configuration;

/// <summary>Writes <c>deploy/CONFIGURATION.md</c> from the options types, their attributes and their doc comments.</summary>
internal static partial class ConfigurationReference
{
    /// <summary>The whole text.</summary>
    public static string Write()
    {
        var text = new StringBuilder("""
            # Every setting

            Written from the options types by the tests (`UPDATE_GOLDEN=1`); `edgemonitor.example.json` beside it is the file to start from.

            A setting can also come from the environment, which wins over the file: `mqtt.host` is `EDGEMONITOR__MQTT__HOST`, in any case;
            a list item ends in its index from 0; an empty variable clears a setting that may be null. `edgemonitor check-config FILE`
            shows every setting in effect and where it comes from, or every mistake.

            """);
        var options = new AgentOptions();
        foreach (var section in SettingDescription.Of(typeof(AgentOptions), section: ""))
        {
            if (section.Property.GetValue(options) is { } values)
            {
                WriteSection(text, section, values);
            }
            else
            {
                // Absent sections have the settings of one that is there, which their summary names.
                WriteHead(text, section);
            }
        }

        return text.ToString();
    }

    private static void WriteSection(StringBuilder text, SettingDescription section, object options)
    {
        WriteHead(text, section);
        text.Append($"""

            | setting | accepted | default | |
            |---|---|---|---|

            """);
        var settings = SettingDescription.Of(section.Property.PropertyType, section.Key);
        foreach (var setting in settings.Where(setting => !setting.IsSection))
        {
            var value = setting.Property.GetValue(options);
            var standard = setting.IsRequired && value is null or "" ? "**required**" : $"`{Written.Value(value)}`";
            text.Append($"| `{setting.Name}` | {Cell(setting.Accepted)} | {Cell(standard)} | {Cell(SummaryOf(setting.Property))} |\n");
        }

        foreach (var inner in settings.Where(setting => setting.IsSection))
        {
            // What an absent section would start with.
            WriteSection(text, inner, inner.Property.GetValue(options) ?? Activator.CreateInstance(inner.Property.PropertyType)!);
        }
    }

    private static void WriteHead(StringBuilder text, SettingDescription section) => text.Append($"""

        ## {section.Key}

        {SummaryOf(section.Property)}

        """);

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);

    /// <summary>The doc comment as Markdown.</summary>
    private static string SummaryOf(PropertyInfo property)
    {
        var type = property.DeclaringType!;
        var documentation = XDocument.Load(Path.ChangeExtension(type.Assembly.Location, ".xml"));
        var summary = documentation.Descendants("member")
            .First(member => member.Attribute("name")!.Value.Equals($"P:{type.FullName}.{property.Name}", StringComparison.Ordinal))
            .Element("summary")!;
        return Spaces().Replace(string.Concat(summary.Nodes().Select(node => ToMarkdown(node, type.Assembly))), " ").Trim();
    }

    private static string ToMarkdown(XNode node, Assembly assembly) => node switch
    {
        XText text => text.Value,
        XElement element when element.Attribute("cref") is { } reference => $"`{ToSpelling(reference.Value, assembly)}`",
        XElement element => $"`{element.Value}`",
        _ => "",
    };

    /// <summary>What a doc comment refers to as the file spells it: a setting or an enumeration's value by name, a constant by value.</summary>
    private static string ToSpelling(string reference, Assembly assembly)
    {
        var dot = reference.LastIndexOf('.');
        var name = reference[(dot + 1)..];
        var field = assembly.GetType(reference[2..dot])?.GetField(name);
        return field is { IsLiteral: true, DeclaringType.IsEnum: false }
            ? Written.Value(field.GetRawConstantValue())
            : SettingPath.NameOf(name);
    }

    [GeneratedRegex(@"\s+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Spaces();
}
