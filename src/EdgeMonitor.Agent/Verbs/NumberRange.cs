using System.CommandLine;
using System.CommandLine.Parsing;

namespace EdgeMonitor.Agent.Verbs;

/// <summary>Refuses numbers on the command line that are out of range, and says which are taken.</summary>
internal static class NumberRange
{
    /// <summary>Adds an error to <paramref name="result"/> when its value is not within the range.</summary>
    public static void Check<T>(OptionResult result, Option<T> option, T lowest, T highest)
        where T : IComparable<T>
    {
        if (result.GetValueOrDefault<T>() is { } value && (value.CompareTo(lowest) < 0 || value.CompareTo(highest) > 0))
        {
            result.AddError(FormattableString.Invariant($"{option.Name} takes {lowest} to {highest}, not {value}."));
        }
    }
}
