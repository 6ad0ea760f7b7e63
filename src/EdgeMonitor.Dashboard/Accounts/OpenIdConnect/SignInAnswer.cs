namespace EdgeMonitor.Dashboard.Accounts.OpenIdConnect;

/// <summary>What the browser brought back from the provider, with what it had been sent there with.</summary>
/// <param name="Code">The code to redeem.</param>
/// <param name="Issuer">Who says to have given it (RFC 9207); null where the provider does not say.</param>
/// <param name="RedirectUri">Where the browser was to bring it.</param>
/// <param name="Verifier">What proves that the code was asked for here (PKCE, RFC 7636).</param>
/// <param name="Nonce">What the ID token has to repeat.</param>
internal sealed record SignInAnswer(string Code, string? Issuer, string RedirectUri, string Verifier, string Nonce);
