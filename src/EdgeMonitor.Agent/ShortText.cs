using EdgeMonitor.Contracts;

namespace EdgeMonitor.Agent;

/// <summary>Texts for people that fit a message.</summary>
internal static class ShortText
{
    /// <summary>The text, cut to <see cref="ContractRules.LongestText"/> if it is longer.</summary>
    public static string Of(string text) => text.Length <= ContractRules.LongestText
        ? text
        : string.Concat(text.AsSpan(0, ContractRules.LongestText - 1), "…");
}
