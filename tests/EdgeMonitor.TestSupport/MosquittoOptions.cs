namespace EdgeMonitor.TestSupport;

/// <summary>How a broker for tests is set up; without any of it, it is plain and lets everybody in.</summary>
public sealed record MosquittoOptions
{
    /// <summary>The only user who may connect; null lets everybody in.</summary>
    public string? Username { get; init; }

    /// <summary>The password of <see cref="Username"/>.</summary>
    public string? Password { get; init; }

    /// <summary>Whether the listener speaks TLS (and nothing else).</summary>
    public bool Tls { get; init; }

    /// <summary>The DNS name in the server's certificate; any but <c>localhost</c> makes the host name wrong.</summary>
    public string CertificateName { get; init; } = "localhost";

    /// <summary>The first day of the server's certificate, relative to now.</summary>
    public TimeSpan CertificateValidFrom { get; init; } = TimeSpan.FromDays(-1);

    /// <summary>The last day of the server's certificate, relative to now.</summary>
    public TimeSpan CertificateValidUntil { get; init; } = TimeSpan.FromDays(30);

    /// <summary>Whether a client needs a certificate of the same authority (<see cref="TestCertificates.ClientCertificateFile"/>).</summary>
    public bool RequireClientCertificate { get; init; }

    /// <summary>Lines of Mosquitto's access control list, such as <c>topic write rooms/#</c>; empty allows everything.</summary>
    public IReadOnlyList<string> AccessControl { get; init; } = [];

    /// <summary>
    /// Makes a whole <c>mosquitto.conf</c> for a port and a folder of the broker's own, in place of everything else here;
    /// null makes one from the other options.
    /// </summary>
    public Func<int, string, Task<IReadOnlyList<string>>>? Configure { get; init; }

    /// <summary>Further lines of <c>mosquitto.conf</c>, such as <c>max_packet_size 1000</c>.</summary>
    public IReadOnlyList<string> ExtraConfiguration { get; init; } = [];
}
