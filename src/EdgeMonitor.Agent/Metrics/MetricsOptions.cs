using System.ComponentModel.DataAnnotations;

namespace EdgeMonitor.Agent.Metrics;

/// <summary>Where metrics go: the section <c>metrics</c> of the configuration.</summary>
internal sealed class MetricsOptions : IValidatableObject
{
    /// <summary>Default of <see cref="IntervalSeconds"/>.</summary>
    public const int DefaultIntervalSeconds = 60;

    /// <summary>
    /// The whole address that metrics are posted to, <c>https://</c> or <c>http://</c> (OTLP over HTTP, protobuf): a collector's
    /// <c>https://collector.example:4318/v1/metrics</c>, a Prometheus' <c>https://prometheus.example/api/v1/otlp/v1/metrics</c>.
    /// null, the default: nowhere.
    /// </summary>
    public string? Endpoint { get; set; }

    /// <summary>Seconds between two posts (10 to 3600; default 60).</summary>
    [Range(10, 3600)]
    public int IntervalSeconds { get; set; } = DefaultIntervalSeconds;

    /// <summary>Path of the certificates (PEM) of the authorities to trust; null trusts those of the system.</summary>
    public string? CaFile { get; set; }

    /// <summary>
    /// Path of a file with a bearer token in its first line, read before every post, so that it can be changed; null sends none.
    /// </summary>
    public string? TokenFile { get; set; }

    /// <summary>The part of an address that may be shown: a query can hold a key.</summary>
    public static string WithoutQuery(string endpoint) => new Uri(endpoint).GetLeftPart(UriPartial.Path);

    /// <summary>Whether TLS protects what is posted to <paramref name="address"/>.</summary>
    public static bool IsEncrypted(Uri address) => Uses(address, Uri.UriSchemeHttps);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Endpoint is null)
        {
            yield break;
        }

        if (!Uri.TryCreate(Endpoint, UriKind.Absolute, out var address) || !(IsEncrypted(address) || Uses(address, Uri.UriSchemeHttp)))
        {
            yield return new ValidationResult(
                "is no address: give the whole of it, such as https://collector.example:4318/v1/metrics.", [nameof(Endpoint)]);
            yield break;
        }

        if (address.UserInfo.Length > 0)
        {
            yield return new ValidationResult("holds a user or password: put a token into tokenFile instead.", [nameof(Endpoint)]);
        }

        if (!IsEncrypted(address) && TokenFile is not null && !address.IsLoopback)
        {
            yield return new ValidationResult("A token must not travel unencrypted: use https for endpoint.", [nameof(TokenFile)]);
        }

        if (!IsEncrypted(address) && CaFile is not null)
        {
            yield return new ValidationResult("An authority is given but endpoint is not encrypted: use https.", [nameof(CaFile)]);
        }
    }

    private static bool Uses(Uri address, string scheme) => string.Equals(address.Scheme, scheme, StringComparison.Ordinal);
}
