using System.Text.RegularExpressions;
using System.Xml.Linq;
using EdgeMonitor.Dashboard.Language;
using EdgeMonitor.TestSupport;

namespace EdgeMonitor.Dashboard.Tests.Language;

public sealed partial class TextsTests
{
    private static readonly string Folder = Repository.Locate("src", "EdgeMonitor.Dashboard");
    private static readonly Dictionary<string, string> German = XDocument.Load(Path.Combine(Folder, "Language", "German.resx"))
        .Root!.Elements("data")
        .ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value, StringComparer.Ordinal);

    [Fact]
    public void German_HasEveryTextOfTheSource_AndNoOther()
    {
        var used = TextsOfTheSource();

        Assert.True(used.Count > 250, $"Only {used.Count} texts were found.");
        Assert.Empty(used.Except(German.Keys, StringComparer.Ordinal));
        Assert.Empty(German.Keys.Except(used, StringComparer.Ordinal));
    }

    [Fact]
    public void German_HasTheSamePlaceholders() => Assert.All(German, text => Assert.Equal(
        Placeholder().Matches(text.Key).Select(match => match.Value).Order(StringComparer.Ordinal),
        Placeholder().Matches(text.Value).Select(match => match.Value).Order(StringComparer.Ordinal)));

    [Fact]
    public async Task L_InGerman_SpeaksGermanInThisFlowOnly()
    {
        await Task.Run(() =>
        {
            Texts.Current = "de";
            Assert.Equal(("Räume", "1,5", "75\u00a0%"), (Texts.L("Rooms"), Texts.Number(1.5), Texts.Percent(0.75)));
        }, TestContext.Current.CancellationToken);

        Assert.Equal(("Rooms", "1.5", "75%"), (Texts.L("Rooms"), Texts.Number(1.5), Texts.Percent(0.75)));
    }

    [Fact]
    public void Current_UnknownLanguage_IsEnglish()
    {
        Texts.Current = "tlh";

        Assert.Equal(Texts.English, Texts.Current);
    }

    private static HashSet<string> TextsOfTheSource()
    {
        var files = Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories)
            .Where(file => (file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".razor", StringComparison.Ordinal))
                && !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal));
        var texts = new HashSet<string>(StringComparer.Ordinal);
        foreach (var source in files.Select(File.ReadAllText))
        {
            foreach (Match call in Call().Matches(source))
            {
                texts.UnionWith(FirstArgument(source, call.Index + call.Length));
            }
        }

        return texts;
    }

    // Up to the first comma or closing bracket of the call: a text, parts of one with '+' between, or a choice of two.
    private static List<string> FirstArgument(string source, int start)
    {
        var texts = new List<string>();
        var depth = 1;
        for (var at = start; depth > 0 && !(source[at] == ',' && depth == 1); at++)
        {
            depth += source[at] switch { '(' => 1, ')' => -1, _ => 0 };
            if (source[at] != '"')
            {
                continue;
            }

            var end = source.IndexOf('"', at + 1);
            var text = source[(at + 1)..end];
            if (source[..at].TrimEnd().EndsWith('+'))
            {
                texts[^1] += text;
            }
            else
            {
                texts.Add(text);
            }

            at = end;
        }

        return texts;
    }

    [GeneratedRegex(@"(?<![A-Za-z0-9_.""])L\(", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Call();

    [GeneratedRegex(@"\{\d\}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Placeholder();
}
