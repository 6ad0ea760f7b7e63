using System.Data.Common;
using Npgsql;

namespace EdgeMonitor.Dashboard.Storage;

/// <summary>Tells the two ways to say where the database is apart: a path, or a connection string of PostgreSQL's.</summary>
internal static class DatabasePlace
{
    private static readonly string[] Secrets = ["Password", "Pwd"];

    /// <summary>Whether <paramref name="place"/> is a connection string (<c>Host=…;Database=…</c>) and no path.</summary>
    public static bool IsPostgreSql(string place) => place.Contains("Host=", StringComparison.OrdinalIgnoreCase)
        || place.Contains("Server=", StringComparison.OrdinalIgnoreCase);

    /// <summary>What is wrong with a connection string; null for nothing. A path is only tried at the start.</summary>
    public static string? FindMistake(string place)
    {
        try
        {
            _ = IsPostgreSql(place) ? new NpgsqlConnectionStringBuilder(place) : null;
            return null;
        }
        catch (ArgumentException exception)
        {
            return $"is no connection string of PostgreSQL's: {exception.Message}";
        }
    }

    /// <summary>The connection string without what must not be shown.</summary>
    public static string WithoutPassword(string connectionString)
    {
        var parts = new DbConnectionStringBuilder { ConnectionString = connectionString };
        foreach (var secret in Secrets)
        {
            parts.Remove(secret);
        }

        return parts.ConnectionString;
    }

    /// <summary>The file when none is named: in systemd's state folder for the service, else in the user's own.</summary>
    public static string DefaultFile()
    {
        const string Name = "dashboard.db";
        return Environment.GetEnvironmentVariable("STATE_DIRECTORY") is { Length: > 0 } folders
            ? Path.Combine(folders.Split(':')[0], Name)
            : Path.Combine(
                Environment.GetFolderPath(
                    Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify),
                "edgemonitor",
                Name);
    }
}
