using System.Globalization;
using System.Resources;

namespace EdgeMonitor.Dashboard.Language;

/// <summary>
/// What the pages say, in the reader's language. The English words in the source are their own keys; each other language is a
/// resource file beside this one, and a test finds words that one of them lacks.
/// </summary>
public static class Texts
{
    /// <summary>The language of the source.</summary>
    public const string English = "en";

    private static readonly Dictionary<string, ResourceManager> Translations = new(StringComparer.Ordinal)
    {
        ["de"] = new ResourceManager("EdgeMonitor.Dashboard.Language.German", typeof(Texts).Assembly),
    };

    private static readonly AsyncLocal<string?> Chosen = new();

    /// <summary>The languages that there are, by their two-letter codes, with their own names.</summary>
    public static IReadOnlyDictionary<string, string> Languages { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [English] = "English",
        ["de"] = "Deutsch",
    };

    /// <summary>The reader's language, for this request or rendering; <see cref="English"/> until it is set.</summary>
    public static string Current
    {
        get => Chosen.Value ?? English;
        set => Chosen.Value = Languages.ContainsKey(value) ? value : English;
    }

    /// <summary>Says <paramref name="english"/> in the reader's language.</summary>
    public static string L(string english) => Translations.TryGetValue(Current, out var translation)
        ? translation.GetString(english, CultureInfo.InvariantCulture) ?? english
        : english;

    /// <summary>Says <paramref name="english"/> in the reader's language, with values in its <c>{0}</c>, <c>{1}</c> …</summary>
    public static string L(string english, params ReadOnlySpan<object?> values) =>
        string.Format(CultureInfo.InvariantCulture, L(english), values);

    /// <summary>A number with at most <paramref name="decimals"/> decimals, with the reader's decimal sign.</summary>
    public static string Number(double value, int decimals = 1)
    {
        var text = Math.Round(value, decimals, MidpointRounding.AwayFromZero).ToString(CultureInfo.InvariantCulture);
        return string.Equals(Current, English, StringComparison.Ordinal) ? text : text.Replace('.', ',');
    }

    /// <summary>A share of 0..1 as whole per cent.</summary>
    public static string Percent(double share)
    {
        var number = Math.Round(share * 100, MidpointRounding.AwayFromZero).ToString(CultureInfo.InvariantCulture);
        return string.Equals(Current, English, StringComparison.Ordinal) ? $"{number}%" : $"{number}\u00a0%";
    }
}
