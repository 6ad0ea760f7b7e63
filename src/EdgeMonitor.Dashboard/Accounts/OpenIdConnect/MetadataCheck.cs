using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace EdgeMonitor.Dashboard.Accounts.OpenIdConnect;

/// <summary>Whether a provider's description is the configured provider's (OpenID Connect Discovery 1.0, 4.3) and stays on TLS.</summary>
internal static class MetadataCheck
{
    /// <summary>What is wrong with a description; null for nothing.</summary>
    public static string? FindMistake(OpenIdConnectConfiguration configuration, string authority)
    {
        if (!string.Equals(configuration.Issuer?.TrimEnd('/'), authority.TrimEnd('/'), StringComparison.Ordinal))
        {
            return $"its issuer is '{configuration.Issuer}', it should be OpenIdConnect:Authority, '{authority}'";
        }

        if (string.IsNullOrEmpty(configuration.AuthorizationEndpoint) || string.IsNullOrEmpty(configuration.TokenEndpoint))
        {
            return "it has no authorization_endpoint or no token_endpoint";
        }

        string?[] endpoints =
        [
            configuration.AuthorizationEndpoint, configuration.TokenEndpoint,
            configuration.UserInfoEndpoint, configuration.EndSessionEndpoint,
        ];
        return endpoints.FirstOrDefault(endpoint => !string.IsNullOrEmpty(endpoint) && !OpenIdConnectOptions.IsSafe(endpoint)) is { } open
            ? $"'{open}' does not begin with https://"
            : null;
    }
}
