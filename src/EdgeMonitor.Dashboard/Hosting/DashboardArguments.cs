namespace EdgeMonitor.Dashboard.Hosting;

/// <summary>What the command line says; null where it says nothing.</summary>
public sealed record DashboardArguments
{
    /// <summary>Addresses to listen on, separated by semicolons.</summary>
    public string? Urls { get; init; }

    /// <summary>Name or address of the broker.</summary>
    public string? MqttHost { get; init; }

    /// <summary>The broker's port.</summary>
    public int? MqttPort { get; init; }

    /// <summary>The database: a path, or a connection string of PostgreSQL's.</summary>
    public string? Database { get; init; }

    /// <summary>Whether nobody has to sign in; on this machine only.</summary>
    public bool Open { get; init; }

    /// <summary>Path of a configuration file (JSON).</summary>
    public string? ConfigFile { get; init; }
}
