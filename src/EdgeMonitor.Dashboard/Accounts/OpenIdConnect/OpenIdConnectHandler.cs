using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace EdgeMonitor.Dashboard.Accounts.OpenIdConnect;

/// <summary>
/// OpenID Connect's authorization code flow with PKCE. The framework's base class keeps the correlation cookie, which ties the
/// answer to the browser that asked.
/// </summary>
internal sealed partial class OpenIdConnectHandler : RemoteAuthenticationHandler<OpenIdConnectSchemeOptions>
{
    private const string VerifierKey = "verifier";
    private const string NonceKey = "nonce";
    private const string Refused = "access_denied";
    private const int VerifierBytes = 32;

    private readonly IdentityProvider _provider;
    private readonly ProviderDesk _desk;
    private readonly OpenIdConnectOptions _options;

    public OpenIdConnectHandler(
        IOptionsMonitor<OpenIdConnectSchemeOptions> scheme,
        ILoggerFactory logger,
        UrlEncoder encoder,
        IOptions<OpenIdConnectOptions> options,
        IdentityProvider provider,
        ProviderDesk desk)
        : base(scheme, logger, encoder)
    {
        _options = options.Value;
        _provider = provider;
        _desk = desk;
    }

    /// <inheritdoc/>
    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        try
        {
            var configuration = await _provider.DescribeAsync(Context.RequestAborted);
            Response.Redirect(AddressOf(configuration, properties));
        }
        catch (ProviderException exception)
        {
            LogFailed(Logger, _options.Authority, exception.Message);
            Response.Redirect(OpenIdConnectScheme.PathOf(SignInProblem.Failed));
        }
    }

    /// <inheritdoc/>
    protected override async Task<HandleRequestResult> HandleRemoteAuthenticateAsync()
    {
        var properties = Options.State.Unprotect(Request.Query["state"]);
        if (properties is null || !ValidateCorrelationId(properties))
        {
            return Stop(SignInProblem.Failed, "the answer belongs to no sign-in that this browser began in the last quarter of an hour");
        }

        if (Request.Query["error"].ToString() is { Length: > 0 } error)
        {
            return Stop(
                error is Refused ? SignInProblem.Cancelled : SignInProblem.Failed, $"{error} {Request.Query["error_description"]}");
        }

        try
        {
            var claims = await _provider.RedeemAsync(AnswerOf(properties), Context.RequestAborted);
            var (account, problem) = await _desk.AdmitAsync(claims, Context.RequestAborted);
            return account is null ? Show(problem ?? SignInProblem.Failed) : Admit(account, properties);
        }
        catch (ProviderException exception)
        {
            return Stop(SignInProblem.Failed, exception.Message);
        }
    }

    private static string NewVerifier() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(VerifierBytes));

    private static string ChallengeOf(string verifier) => Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)));

    private string AddressOf(OpenIdConnectConfiguration configuration, AuthenticationProperties properties)
    {
        var verifier = NewVerifier();
        var nonce = IdTokenCheck.NewNonce();
        GenerateCorrelationId(properties);
        properties.Items[VerifierKey] = verifier;
        properties.Items[NonceKey] = nonce;
        var request = new OpenIdConnectMessage
        {
            IssuerAddress = configuration.AuthorizationEndpoint,
            EnableTelemetryParameters = false,
            ClientId = _options.ClientId,
            RedirectUri = BuildRedirectUri(Options.CallbackPath),
            ResponseType = OpenIdConnectResponseType.Code,
            Scope = string.Join(' ', _options.Scope.Split(' ', StringSplitOptions.RemoveEmptyEntries).Prepend(OpenIdConnectScope.OpenId).Distinct(StringComparer.Ordinal)),
            Nonce = nonce,
            State = Options.State.Protect(properties),
        };
        request.SetParameter("code_challenge", ChallengeOf(verifier));
        request.SetParameter("code_challenge_method", "S256");
        return request.CreateAuthenticationRequestUrl();
    }

    private SignInAnswer AnswerOf(AuthenticationProperties properties) => new(
        Request.Query["code"].ToString(),
        Request.Query["iss"] is [{ Length: > 0 } issuer, ..] ? issuer : null,
        BuildRedirectUri(Options.CallbackPath),
        properties.Items[VerifierKey] ?? string.Empty,
        properties.Items[NonceKey] ?? string.Empty);

    // What the provider said holds for a session and not for as long as somebody keeps a page open.
    private HandleRequestResult Admit(Account account, AuthenticationProperties properties) => HandleRequestResult.Success(
        new AuthenticationTicket(
            Viewer.PrincipalOf(account, SessionCookie.Scheme),
            new AuthenticationProperties { RedirectUri = properties.RedirectUri, AllowRefresh = false },
            Scheme.Name));

    private HandleRequestResult Stop(SignInProblem problem, string detail)
    {
        LogFailed(Logger, _options.Authority, detail);
        return Show(problem);
    }

    private HandleRequestResult Show(SignInProblem problem)
    {
        Response.Redirect(OpenIdConnectScheme.PathOf(problem));
        return HandleRequestResult.Handle();
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Warning, Message = "Signing in through {Authority} failed: {Detail}")]
    private static partial void LogFailed(ILogger logger, string? authority, string detail);
}
