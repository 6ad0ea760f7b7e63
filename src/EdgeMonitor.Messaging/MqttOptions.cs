using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace EdgeMonitor.Messaging;

/// <summary>The broker and how to log in to it: the section <c>mqtt</c> of the configuration.</summary>
public sealed record MqttOptions : IValidatableObject
{
    /// <summary>The default of <see cref="Host"/>.</summary>
    public const string DefaultHost = "localhost";

    /// <summary>The port of a plain connection when <see cref="Port"/> is 0.</summary>
    public const int DefaultPlainPort = 1883;

    /// <summary>The port of a TLS connection when <see cref="Port"/> is 0.</summary>
    public const int DefaultTlsPort = 8883;

    /// <summary>The default of <see cref="Protocol"/>.</summary>
    public const string DefaultProtocol = "5";

    /// <summary>The default of <see cref="KeepAliveSeconds"/>.</summary>
    public const int DefaultKeepAliveSeconds = 30;

    /// <summary>The default of <see cref="MaximumReconnectSeconds"/>.</summary>
    public const int DefaultMaximumReconnectSeconds = 60;

    /// <summary>Name or address of the broker; with TLS, the name in its certificate. <c>localhost</c> by default.</summary>
    [Required]
    public string Host { get; init; } = DefaultHost;

    /// <summary>The broker's port, 1..65535; 0, the default, means 1883, or 8883 with TLS.</summary>
    [Range(0, 65535)]
    public int Port { get; init; }

    /// <summary>
    /// Other brokers, <c>host</c> or <c>host:port</c>, tried in this order while <see cref="Host"/> cannot be reached. The
    /// other settings are the same for all.
    /// </summary>
    public IReadOnlyList<string> Fallbacks { get; init; } = [];

    /// <summary>
    /// The version of MQTT: <c>5</c>, the default, or <c>3.1.1</c>, where a broker that refuses a message cannot say so and
    /// retained windows do not expire.
    /// </summary>
    [AllowedValues("5", "3.1.1")]
    public string Protocol { get; init; } = DefaultProtocol;

    /// <summary>The name that the broker knows this client by, unique per broker; null derives one.</summary>
    [StringLength(65535, MinimumLength = 1)]
    public string? ClientId { get; init; }

    /// <summary>The user; null takes systemd's credential <c>mqtt.username</c>, and without one logs in without a user.</summary>
    public string? Username { get; init; }

    /// <summary>
    /// Path of a file with the password in its first line; read on every connect, so that it can be changed. Without it and
    /// <see cref="Password"/>, systemd's credential <c>mqtt.password</c> is the password, where there is one.
    /// </summary>
    public string? PasswordFile { get; init; }

    /// <summary>The password itself, meant for the environment; a file is the better place. Never logged.</summary>
    [PasswordPropertyText(true)]
    public string? Password { get; init; }

    /// <summary>
    /// Seconds of silence after which the broker is asked for a sign of life, 5..3600, 30 by default. A dead connection is
    /// noticed, and the will published, after about one and a half of it.
    /// </summary>
    [Range(5, 3600)]
    public int KeepAliveSeconds { get; init; } = DefaultKeepAliveSeconds;

    /// <summary>The longest wait between two attempts to connect, in seconds, 1..3600, 60 by default.</summary>
    [Range(1, 3600)]
    public int MaximumReconnectSeconds { get; init; } = DefaultMaximumReconnectSeconds;

    /// <summary>TLS; null connects without.</summary>
    public MqttTlsOptions? Tls { get; init; }

    internal bool SpeaksMqtt5 => string.Equals(Protocol, DefaultProtocol, StringComparison.Ordinal);

    internal bool UsesTls => Tls is { Enabled: true };

    internal int ConnectPort => Port != 0 ? Port : UsesTls ? DefaultTlsPort : DefaultPlainPort;

    internal string Broker => $"{Host}:{ConnectPort}";

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Password is not null && PasswordFile is not null)
        {
            yield return new ValidationResult("Give password or passwordFile, not both.", [nameof(Password), nameof(PasswordFile)]);
        }

        if (Username is null && (Password is not null || PasswordFile is not null))
        {
            yield return new ValidationResult("A password is given but no username: add username.", [nameof(Username)]);
        }

        foreach (var fallback in Fallbacks.Where(fallback => !BrokerAddress.IsValid(fallback)))
        {
            yield return new ValidationResult($"'{fallback}' is no broker: give host or host:port.", [nameof(Fallbacks)]);
        }
    }

    /// <summary>The broker's address: what a log may show, which a password is not.</summary>
    public override string ToString() => Broker;
}
