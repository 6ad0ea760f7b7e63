using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace EdgeMonitor.Dashboard.Accounts.OpenIdConnect;

/// <summary>Talks to the provider behind the browser's back: its description, tokens for a code, and what it says about a person.</summary>
internal sealed class IdentityProvider : IDisposable
{
    private const string Description = "/.well-known/openid-configuration";
    private const string BasicAuthentication = "client_secret_basic";
    private const long LargestAnswer = 1 << 20;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly OpenIdConnectOptions _options;
    private readonly HttpClient _http = new() { Timeout = Patience, MaxResponseContentBufferSize = LargestAnswer };
    private readonly ConfigurationManager<OpenIdConnectConfiguration> _configuration;

    /// <summary>Makes it for the provider of the options; nothing is asked yet.</summary>
    public IdentityProvider(IOptions<OpenIdConnectOptions> options)
    {
        _options = options.Value;
        _configuration = new ConfigurationManager<OpenIdConnectConfiguration>(
            _options.Authority!.TrimEnd('/') + Description,
            new OpenIdConnectConfigurationRetriever(),

            // The options have seen to that, but for this machine's own addresses.
            new HttpDocumentRetriever(_http) { RequireHttps = false });
    }

    /// <summary>The provider's description of itself, read now and then.</summary>
    /// <exception cref="ProviderException">It cannot be read, or is not the configured provider's.</exception>
    public async Task<OpenIdConnectConfiguration> DescribeAsync(CancellationToken cancellation)
    {
        try
        {
            var configuration = await _configuration.GetConfigurationAsync(cancellation);
            return MetadataCheck.FindMistake(configuration, _options.Authority!) is { } mistake
                ? throw new ProviderException($"The description at {_configuration.MetadataAddress} cannot be used: {mistake}.")
                : configuration;
        }
        catch (InvalidOperationException exception)
        {
            throw new ProviderException(
                $"The description at {_configuration.MetadataAddress} cannot be used: {exception.GetBaseException().Message}", exception);
        }
    }

    /// <summary>Who has signed in, for the code that the browser brought.</summary>
    /// <exception cref="ProviderException">The provider refuses the code, or its tokens are not valid.</exception>
    public async Task<ProviderClaims> RedeemAsync(SignInAnswer answer, CancellationToken cancellation)
    {
        try
        {
            var configuration = await DescribeAsync(cancellation);
            if (answer.Issuer is { } issuer && !string.Equals(issuer, configuration.Issuer, StringComparison.Ordinal))
            {
                throw new ProviderException($"The answer came from '{issuer}' and not from '{configuration.Issuer}' (RFC 9207).");
            }

            var tokens = await AskForTokensAsync(configuration, answer, cancellation);
            var idToken = await CheckAsync(tokens, configuration, answer, cancellation);
            var claims = Parse(Base64UrlEncoder.Decode(idToken));
            return string.IsNullOrEmpty(configuration.UserInfoEndpoint)
                ? new ProviderClaims(claims)
                : new ProviderClaims(claims, await AskForUserInfoAsync(configuration, tokens, cancellation));
        }
        catch (Exception exception) when (exception is HttpRequestException or JsonException or SecurityTokenException
            or ArgumentException or OpenIdConnectProtocolException or IOException or UnauthorizedAccessException
            || (exception is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            throw new ProviderException(exception.Message, exception);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private static JsonElement Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }

    /// <returns>The payload, in base 64.</returns>
    private async Task<string> CheckAsync(
        OpenIdConnectMessage tokens, OpenIdConnectConfiguration configuration, SignInAnswer answer, CancellationToken cancellation)
    {
        try
        {
            return (await IdTokenCheck.CheckAsync(tokens, configuration, _options.ClientId!, answer.Nonce)).EncodedPayload;
        }
        catch (SecurityTokenSignatureKeyNotFoundException)
        {
            // The provider has changed its keys since its description was read.
            _configuration.RequestRefresh();
            var newer = await DescribeAsync(cancellation);
            return (await IdTokenCheck.CheckAsync(tokens, newer, _options.ClientId!, answer.Nonce)).EncodedPayload;
        }
    }

    private async Task<OpenIdConnectMessage> AskForTokensAsync(
        OpenIdConnectConfiguration configuration, SignInAnswer answer, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, configuration.TokenEndpoint);
        var fields = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [OpenIdConnectParameterNames.GrantType] = OpenIdConnectGrantTypes.AuthorizationCode,
            [OpenIdConnectParameterNames.Code] = answer.Code,
            [OpenIdConnectParameterNames.RedirectUri] = answer.RedirectUri,
            ["code_verifier"] = answer.Verifier,
        };
        Authenticate(request, fields, configuration);
        request.Content = new FormUrlEncodedContent(fields);
        return new OpenIdConnectMessage(await SendAsync(request, cancellation));
    }

    // The standard's default, unless the provider takes the secret in the form alone.
    private void Authenticate(
        HttpRequestMessage request, Dictionary<string, string> fields, OpenIdConnectConfiguration configuration)
    {
        var methods = configuration.TokenEndpointAuthMethodsSupported;
        if (ClientSecret.Read(_options.ClientSecretFile) is not { } secret)
        {
            fields[OpenIdConnectParameterNames.ClientId] = _options.ClientId!;
        }
        else if (methods.Count == 0 || methods.Contains(BasicAuthentication))
        {
            var pair = $"{Uri.EscapeDataString(_options.ClientId!)}:{Uri.EscapeDataString(secret)}";
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes(pair)));
        }
        else
        {
            fields[OpenIdConnectParameterNames.ClientId] = _options.ClientId!;
            fields[OpenIdConnectParameterNames.ClientSecret] = secret;
        }
    }

    private async Task<JsonElement> AskForUserInfoAsync(
        OpenIdConnectConfiguration configuration, OpenIdConnectMessage tokens, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, configuration.UserInfoEndpoint);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", tokens.AccessToken);
        var userInfo = await SendAsync(request, cancellation);
        IdTokenCheck.CheckUserInfo(tokens, userInfo, _options.ClientId!);
        return Parse(userInfo);
    }

    private async Task<string> SendAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        using var answer = await _http.SendAsync(request, cancellation);
        var body = await answer.Content.ReadAsStringAsync(cancellation);
        if (answer.IsSuccessStatusCode)
        {
            return body;
        }

        // RFC 6749, 5.2: what is wrong, such as the client's secret.
        var problem = body.StartsWith('{') ? new ProviderClaims(Parse(body)) : new ProviderClaims();
        throw new ProviderException(
            $"{request.RequestUri} answered {(int)answer.StatusCode}: {problem.One("error")} {problem.One("error_description")}".TrimEnd(' ', ':'));
    }
}
