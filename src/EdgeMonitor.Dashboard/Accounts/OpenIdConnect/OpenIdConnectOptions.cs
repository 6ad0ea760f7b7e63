using System.ComponentModel.DataAnnotations;

namespace EdgeMonitor.Dashboard.Accounts.OpenIdConnect;

/// <summary>
/// A provider that people may sign in through, by OpenID Connect, beside the dashboard's own accounts. The configuration's
/// section <c>OpenIdConnect</c>; without <see cref="Authority"/> there is none.
/// </summary>
public sealed class OpenIdConnectOptions : IValidatableObject
{
    /// <summary>The section's name.</summary>
    public const string Section = "OpenIdConnect";

    /// <summary>
    /// The provider's issuer, an address with https, to which <c>/.well-known/openid-configuration</c> is appended; http is
    /// accepted on this machine alone.
    /// </summary>
    public string? Authority { get; set; }

    /// <summary>The name that the provider knows this dashboard by.</summary>
    public string? ClientId { get; set; }

    /// <summary>
    /// Path of a file with the client's secret in its first line. Without it systemd's credential <c>oidc.secret</c> is the
    /// secret; without that the dashboard is a public client, which the provider knows by PKCE alone.
    /// </summary>
    public string? ClientSecretFile { get; set; }

    /// <summary>What the button to sign in calls the provider.</summary>
    [StringLength(60, MinimumLength = 1)]
    public string Name { get; set; } = "OpenID Connect";

    /// <summary>What is asked for, with blanks between; <c>openid</c> always is.</summary>
    public string Scope { get; set; } = "openid profile";

    /// <summary>The claim that becomes the account's name here.</summary>
    [Required]
    public string NameClaim { get; set; } = "preferred_username";

    /// <summary>
    /// The claim that <see cref="Grants"/> look at; a text or a list of them. A dot leads into an object, as in Keycloak's
    /// <c>realm_access.roles</c>.
    /// </summary>
    [Required]
    public string GrantClaim { get; set; } = "groups";

    /// <summary>The claim that names rooms of a teacher, <c>site/room</c> or <c>site/*</c>; null for none.</summary>
    public string? RoomClaim { get; set; }

    /// <summary>What a value of <see cref="GrantClaim"/> allows. Who has none of them does not get in.</summary>
    public IList<OpenIdConnectGrant> Grants { get; set; } = [];

    /// <summary>Whether there is a provider.</summary>
    public bool IsOn => Authority is not null;

    /// <summary>Whether nobody on the way to <paramref name="address"/> can listen: TLS, or this machine.</summary>
    internal static bool IsSafe(string? address) => Uri.TryCreate(address, UriKind.Absolute, out var known)
        && (string.Equals(known.Scheme, Uri.UriSchemeHttps, StringComparison.Ordinal)
            || (string.Equals(known.Scheme, Uri.UriSchemeHttp, StringComparison.Ordinal) && known.IsLoopback));

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Authority is null)
        {
            return ClientId is null && ClientSecretFile is null && Grants.Count == 0
                ? []
                : [new ValidationResult("is missing: give the provider's address, such as https://id.school.example.", [nameof(Authority)])];
        }

        return FindMistakes();
    }

    private IEnumerable<ValidationResult> FindMistakes()
    {
        if (!IsSafe(Authority))
        {
            yield return new ValidationResult($"'{Authority}' should be an address that begins with https://.", [nameof(Authority)]);
        }

        if (string.IsNullOrWhiteSpace(ClientId))
        {
            yield return new ValidationResult("is missing: give the name that the provider knows this dashboard by.", [nameof(ClientId)]);
        }

        if (ClientSecret.FindMistake(ClientSecretFile) is { } mistake)
        {
            yield return new ValidationResult(mistake, [nameof(ClientSecretFile)]);
        }

        if (Grants.Count == 0)
        {
            yield return new ValidationResult(
                "is empty, so nobody could sign in: add such as { \"Value\": \"teachers\", \"Roles\": [\"Teacher\"], \"Rooms\": [\"north/*\"] }.",
                [nameof(Grants)]);
        }

        foreach (var (index, grant) in Grants.Index())
        {
            foreach (var wrong in grant.FindMistakes())
            {
                yield return new ValidationResult(wrong, [$"{nameof(Grants)}:{index}"]);
            }
        }
    }
}
