using System.IdentityModel.Tokens.Jwt;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace EdgeMonitor.Dashboard.Accounts.OpenIdConnect;

/// <summary>Whether an ID token is the provider's, for this dashboard and for this very sign-in (OpenID Connect Core 1.0, 3.1.3.7).</summary>
internal static class IdTokenCheck
{
    // Keys that only the provider has: none that this dashboard could have signed with itself, and never 'none'.
    private static readonly string[] Algorithms =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(2);
    private static readonly JsonWebTokenHandler Reader = new();
    private static readonly OpenIdConnectProtocolValidator Protocol = new();

    /// <summary>A nonce for a sign-in, which its ID token has to repeat.</summary>
    public static string NewNonce() => Protocol.GenerateNonce();

    /// <summary>Checks the tokens of a sign-in: signature, issuer, audience, lifetime, nonce and the access token's hash.</summary>
    /// <exception cref="SecurityTokenException">They are not valid.</exception>
    /// <exception cref="OpenIdConnectProtocolException">They do not belong to this sign-in.</exception>
    public static async Task<JsonWebToken> CheckAsync(
        OpenIdConnectMessage tokens, OpenIdConnectConfiguration configuration, string clientId, string nonce)
    {
        var result = await Reader.ValidateTokenAsync(tokens.IdToken, new TokenValidationParameters
        {
            ValidIssuer = configuration.Issuer,
            ValidAudience = clientId,
            IssuerSigningKeys = configuration.SigningKeys,
            ValidAlgorithms = Algorithms,
            ClockSkew = ClockSkew,
        });
        if (!result.IsValid)
        {
            throw result.Exception;
        }

        Protocol.ValidateTokenResponse(Context(tokens, clientId, nonce));
        return (JsonWebToken)result.SecurityToken;
    }

    /// <summary>Checks that what the provider's userinfo says is about whom the ID token is about.</summary>
    /// <exception cref="OpenIdConnectProtocolException">It is about somebody else.</exception>
    public static void CheckUserInfo(OpenIdConnectMessage tokens, string userInfo, string clientId)
    {
        var context = Context(tokens, clientId, nonce: null);
        context.UserInfoEndpointResponse = userInfo;
        Protocol.ValidateUserInfoResponse(context);
    }

    private static OpenIdConnectProtocolValidationContext Context(OpenIdConnectMessage tokens, string clientId, string? nonce) => new()
    {
        ClientId = clientId,
        Nonce = nonce,
        ProtocolMessage = tokens,
        ValidatedIdToken = new JwtSecurityToken(tokens.IdToken),
    };
}
