using System.Text.Json;

namespace EdgeMonitor.Dashboard.Accounts.OpenIdConnect;

/// <summary>What the provider says about somebody who has signed in there.</summary>
internal sealed class ProviderClaims
{
    private readonly IReadOnlyList<JsonElement> _sources;

    /// <summary>Makes them from objects, of which an earlier one wins.</summary>
    public ProviderClaims(params IReadOnlyList<JsonElement> sources) => _sources = sources;

    /// <summary>Who it is, for ever and among all providers: issuer and subject.</summary>
    public string Key => $"{One("iss")} {One("sub")}";

    /// <summary>The names of the claims, for a person who looks for the right one.</summary>
    public IEnumerable<string> Names =>
        _sources.Where(source => source.ValueKind is JsonValueKind.Object).SelectMany(source => source.EnumerateObject().Select(claim => claim.Name)).Distinct(StringComparer.Ordinal);

    /// <summary>A claim's text; null when there is none.</summary>
    public string? One(string claim) => All(claim) is [var value, ..] ? value : null;

    /// <summary>A claim's texts: itself, or those in its list.</summary>
    public IReadOnlyList<string> All(string claim)
    {
        foreach (var source in _sources)
        {
            if (Find(source, claim) is { } found)
            {
                return found.ValueKind is JsonValueKind.Array ? [.. found.EnumerateArray().SelectMany(Text)] : [.. Text(found)];
            }
        }

        return [];
    }

    // A name may have dots of its own, as in the address of a claim.
    private static JsonElement? Find(JsonElement source, string claim)
    {
        if (source.ValueKind is not JsonValueKind.Object)
        {
            return null;
        }

        if (source.TryGetProperty(claim, out var found))
        {
            return found;
        }

        var dot = claim.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 && source.TryGetProperty(claim[..dot], out var inner) ? Find(inner, claim[(dot + 1)..]) : null;
    }

    private static IEnumerable<string> Text(JsonElement value) =>
        value.ValueKind is JsonValueKind.String ? [value.GetString()!] : [];
}
