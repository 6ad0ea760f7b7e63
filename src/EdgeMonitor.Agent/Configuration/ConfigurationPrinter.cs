using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace EdgeMonitor.Agent.Configuration;

/// <summary>Shows a configuration to a person or a program. Secrets stay hidden.</summary>
internal static class ConfigurationPrinter
{
    private static readonly JsonSerializerOptions Layout = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Prints <c>OK</c> and every setting with its value and origin.</summary>
    public static void PrintSettings(LoadedConfiguration configuration, TextWriter output)
    {
        var rows = configuration.Report.Settings
            .Select(setting => (setting.Description.Key, Value: ShownText(setting), Origin: setting.Origin.ToString()))
            .ToList();
        var keyWidth = rows.Max(row => row.Key.Length);
        var valueWidth = rows.Max(row => row.Value.Length);

        output.WriteLine($"OK: {configuration.File}");
        output.WriteLine($"Publishes below {configuration.Options.Device.ToAddress()}");
        output.WriteLine();
        foreach (var (key, value, origin) in rows)
        {
            output.WriteLine($"{key.PadRight(keyWidth)}  {value.PadRight(valueWidth)}  {origin}");
        }
    }

    /// <summary>Prints every mistake, one a line, as <c>FILE:LINE: KEY: what was found and what would be right</c>.</summary>
    public static void PrintMistakes(LoadedConfiguration configuration, TextWriter error)
    {
        var mistakes = configuration.Mistakes;
        var count = mistakes.Count == 1 ? "1 mistake" : string.Create(CultureInfo.InvariantCulture, $"{mistakes.Count} mistakes");
        error.WriteLine($"{configuration.File}: {count}");
        foreach (var mistake in mistakes)
        {
            error.WriteLine($"  {mistake}");
        }
    }

    /// <summary>Prints settings and mistakes as one JSON object.</summary>
    public static void PrintJson(LoadedConfiguration configuration, TextWriter output)
    {
        var json = new JsonObject
        {
            ["ok"] = configuration.IsValid,
            ["file"] = configuration.File,
            ["mistakes"] = new JsonArray([.. configuration.Mistakes.Select(ToJson)]),
            ["settings"] = new JsonArray([.. configuration.Report.Settings.Select(ToJson)]),
        };
        output.WriteLine(json.ToJsonString(Layout));
    }

    private static string ShownText(Setting setting) =>
        setting.Description.IsSecret && setting.Value is not null ? Setting.Hidden : Written.Value(setting.Value);

    private static JsonObject ToJson(Mistake mistake) => new()
    {
        ["key"] = mistake.Key,
        ["origin"] = mistake.Origin.Source,
        ["line"] = mistake.Origin.Line,
        ["message"] = mistake.Message,
    };

    private static JsonObject ToJson(Setting setting) => new()
    {
        ["key"] = setting.Description.Key,
        ["value"] = setting.ShownValue is Setting.Hidden ? Setting.Hidden : JsonNode.Parse(Written.Value(setting.Value)),
        ["origin"] = setting.Origin.Source,
        ["line"] = setting.Origin.Line,
    };
}
