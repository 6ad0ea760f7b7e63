using System.Globalization;

namespace EdgeMonitor.Agent.Configuration;

/// <summary>
/// Lays environment variables over the configuration: <c>EDGEMONITOR__MQTT__HOST=broker</c> is <c>mqtt.host</c>,
/// <c>EDGEMONITOR__CAMERA__ARGUMENTS__0</c> the first item of a list. Upper and lower case are the same.
/// </summary>
internal static class EnvironmentOverlay
{
    /// <summary>What every variable starts with.</summary>
    public const string Prefix = "EDGEMONITOR__";

    private const string Separator = "__";

    /// <summary>Puts the variables' values into <paramref name="root"/>, in place of what stands there.</summary>
    /// <param name="root">The configuration so far.</param>
    /// <param name="variables">All environment variables; those without the prefix are not looked at.</param>
    /// <param name="mistakes">Gets what is wrong with a variable's name.</param>
    public static void Apply(SectionNode root, IReadOnlyDictionary<string, string> variables, ICollection<Mistake> mistakes)
    {
        var ours = variables
            .Where(variable => variable.Key.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
            .Select(variable => (variable.Key, variable.Value, Segments: SegmentsOf(variable.Key)))
            .OrderBy(variable => variable.Segments, SegmentOrder.Instance)
            .ThenBy(variable => variable.Key, StringComparer.Ordinal);

        string[] previous = [];
        foreach (var (name, value, segments) in ours)
        {
            var origin = new Origin(name);
            if (Array.Exists(segments, segment => segment.Length == 0))
            {
                mistakes.Add(new Mistake(origin, Key: "", $"a name is empty; write {Prefix}SECTION__NAME"));
            }
            else if (segments.SequenceEqual(previous, StringComparer.Ordinal))
            {
                mistakes.Add(new Mistake(origin, Key: "", "given twice, in other upper and lower case"));
            }
            else
            {
                Put(root, segments, path: "", new ScalarNode(origin, ScalarKind.Variable, value), mistakes);
            }

            previous = segments;
        }
    }

    private static void Put(
        SectionNode section, ReadOnlySpan<string> segments, string path, ScalarNode value, ICollection<Mistake> mistakes)
    {
        var name = segments[0];
        var key = SettingPath.Join(path, name);
        if (segments.Length == 1)
        {
            section.Members[name] = value;
            return;
        }

        var isItem = segments.Length == 2 && IndexOf(segments[1]) is not null;
        var child = section.Members.GetValueOrDefault(name);
        switch (child)
        {
            case ListNode list when isItem:
                PutItem(list, IndexOf(segments[1])!.Value, key, value, mistakes);
                break;
            case SectionNode inner when !isItem:
                Put(inner, segments[1..], key, value, mistakes);
                break;
            default:
                // Whatever stands there is of another kind: the variable wins, and the binder says so if that is wrong.
                section.Members[name] = isItem ? new ListNode(value.Origin) : new SectionNode(value.Origin);
                Put(section, segments, path, value, mistakes);
                break;
        }
    }

    private static void PutItem(ListNode list, int index, string path, ScalarNode value, ICollection<Mistake> mistakes)
    {
        if (index < list.Items.Count)
        {
            list.Items[index] = value;
        }
        else if (index == list.Items.Count)
        {
            list.Items.Add(value);
        }
        else
        {
            var message = string.Create(CultureInfo.InvariantCulture, $"a gap in the list: the next item is {list.Items.Count}");
            mistakes.Add(new Mistake(value.Origin, SettingPath.Join(path, index), message));
        }
    }

    private static string[] SegmentsOf(string variable) => variable[Prefix.Length..].ToLowerInvariant().Split(Separator);

    private static int? IndexOf(string segment) =>
        int.TryParse(segment, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : null;

    /// <summary>Alphabetical, but list indices by number, so that item 10 comes after item 9.</summary>
    private sealed class SegmentOrder : IComparer<string[]>
    {
        public static readonly SegmentOrder Instance = new();

        public int Compare(string[]? x, string[]? y)
        {
            foreach (var (left, right) in x!.Zip(y!))
            {
                // No index sorts as the highest one, so that the order stays transitive among "2", "10" and "1a".
                var order = (IndexOf(left) ?? int.MaxValue).CompareTo(IndexOf(right) ?? int.MaxValue);
                order = order != 0 ? order : string.CompareOrdinal(left, right);
                if (order != 0)
                {
                    return order;
                }
            }

            return x!.Length.CompareTo(y!.Length);
        }
    }
}
