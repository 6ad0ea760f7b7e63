using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using EdgeMonitor.Messaging;
using Microsoft.Extensions.Logging;

namespace EdgeMonitor.Agent.Metrics;

/// <summary>
/// The way to the collector: TLS by the configuration, the token, and a line in the log when metrics do not arrive any more or do
/// again. OpenTelemetry's exporter itself says nothing.
/// </summary>
internal sealed partial class CollectorHandler : DelegatingHandler
{
    private readonly string _address;
    private readonly string _host;
    private readonly MetricsOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger<CollectorHandler> _logger;
    private string? _certificateProblem;
    private string? _problem = "";

    /// <summary>Makes the way.</summary>
    /// <param name="options">Options with an endpoint.</param>
    /// <param name="clock">The clock that certificates are judged by, in words.</param>
    /// <param name="logger">Told of every new problem once.</param>
    public CollectorHandler(MetricsOptions options, TimeProvider clock, ILogger<CollectorHandler> logger)
    {
        _address = MetricsOptions.WithoutQuery(options.Endpoint!);
        _host = new Uri(options.Endpoint!).Host;
        _options = options;
        _clock = clock;
        _logger = logger;
        InnerHandler = new SocketsHttpHandler
        {
            // What the privacy report lists is where they go: no proxy of the environment, no other address of the collector's choice.
            UseProxy = false,
            AllowAutoRedirect = false,
            UseCookies = false,
            PooledConnectionLifetime = TimeSpan.FromMinutes(10),
            SslOptions = CreateSslOptions(),
        };
    }

    /// <inheritdoc/>
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            Authorize(request);
            return Judge(base.Send(request, cancellationToken));
        }
        catch (Exception exception)
        {
            Report(Explain(exception));
            throw;
        }
    }

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            Authorize(request);
            return Judge(await base.SendAsync(request, cancellationToken));
        }
        catch (Exception exception)
        {
            Report(Explain(exception));
            throw;
        }
    }

    private SslClientAuthenticationOptions CreateSslOptions()
    {
        var options = new SslClientAuthenticationOptions
        {
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            RemoteCertificateValidationCallback = (_, certificate, chain, errors) => Accepts(certificate as X509Certificate2, chain, errors),
        };
        if (_options.CaFile is { } file)
        {
            var policy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
            };
            policy.CustomTrustStore.ImportFromPemFile(file);
            options.CertificateChainPolicy = policy;
        }

        return options;
    }

    private bool Accepts(X509Certificate2? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        _certificateProblem = errors is SslPolicyErrors.None || certificate is null
            ? null
            : CertificateProblem.Describe(
                certificate, chain, errors, _clock.GetUtcNow(), (_host, "the host in metrics.endpoint"), (_options.CaFile, "metrics.caFile"));
        return errors is SslPolicyErrors.None;
    }

    private string Explain(Exception exception) => exception switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => "Its name is not known.",
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } => "Nothing listens there, or the network is down.",
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } when _certificateProblem is { } problem =>
            $"Its certificate {problem}",
        OperationCanceledException => "It does not answer.",
        _ => $"{exception.GetBaseException().Message.TrimEnd('.')}.",
    };

    private void Authorize(HttpRequestMessage request)
    {
        if (_options.TokenFile is { } file)
        {
            var token = File.ReadLines(file).FirstOrDefault()?.Trim();
            request.Headers.Authorization = string.IsNullOrEmpty(token)
                ? throw new IOException($"metrics.tokenFile '{file}' is empty; its first line should be the token.")
                : new AuthenticationHeaderValue("Bearer", token);
        }
    }

    private HttpResponseMessage Judge(HttpResponseMessage response)
    {
        Report(response.StatusCode switch
        {
            >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices => null,
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => $"It answers {(int)response.StatusCode}: check metrics.tokenFile.",
            HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed =>
                $"It answers {(int)response.StatusCode}: metrics.endpoint has to be the whole address, with its path such as /v1/metrics.",
            var status => $"It answers {(int)status} {response.ReasonPhrase}.",
        });
        return response;
    }

    // One post at a time: the reader waits for its exporter.
    private void Report(string? problem)
    {
        if (string.Equals(problem, _problem, StringComparison.Ordinal))
        {
            return;
        }

        _problem = problem;
        if (problem is null)
        {
            LogArriving(_address);
        }
        else
        {
            LogProblem(_address, problem);
        }
    }

    [LoggerMessage(EventId = 5050, Level = LogLevel.Information, Message = "Metrics arrive at {Address}")]
    private partial void LogArriving(string address);

    [LoggerMessage(
        EventId = 5051,
        Level = LogLevel.Warning,
        Message = "Metrics do not arrive at {Address}. {Problem} They are tried again at every interval; the health reports on the broker have the same figures")]
    private partial void LogProblem(string address, string problem);
}
