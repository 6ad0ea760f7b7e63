using System.Collections;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace EdgeMonitor.Agent.Configuration;

/// <summary>Values as they are written in the file, for messages and lists.</summary>
internal static class Written
{
    private const int LongestText = 80;

    /// <summary>A setting's value as JSON.</summary>
    public static string Value(object? value) => value switch
    {
        null => "null",
        string text => Quoted(text),
        bool truth => truth ? "true" : "false",
        Enum => Quoted(SettingTypes.ValuesOf(value.GetType()).First(candidate => candidate.Value.Equals(value)).Name),
        IEnumerable list => $"[{string.Join(", ", list.Cast<object?>().Select(Value))}]",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    /// <summary>What a piece of configuration holds, in a few words.</summary>
    public static string Node(ConfigurationNode node) => node switch
    {
        ScalarNode { Kind: ScalarKind.Text or ScalarKind.Variable } text => Quoted(Shortened(text.Text)),
        ScalarNode other => Shortened(other.Text),
        ListNode => "a list",
        _ => "a section",
    };

    private static string Quoted(string text) =>
        $"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";

    private static string Shortened(string text) =>
        text.Length <= LongestText ? text : string.Concat(text.AsSpan(0, LongestText), "…");
}
