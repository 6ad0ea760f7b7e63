using System.Diagnostics;
using System.Globalization;
using EdgeMonitor.TestSupport;
using Npgsql;

[assembly: AssemblyFixture(typeof(EdgeMonitor.Dashboard.Tests.Support.PostgreSqlServer))]

namespace EdgeMonitor.Dashboard.Tests.Support;

/// <summary>
/// A real PostgreSQL server in a temporary folder, reached by a Unix socket there; started when a test first asks for a database.
/// It does not outlive the test process, however that ends.
/// </summary>
public sealed class PostgreSqlServer : IAsyncDisposable
{
    private const string Programs = "/usr/lib/postgresql";

    // Ends the server when the test process closes its standard input, or dies. Settings fit for data that nobody keeps.
    private const string Script =
        """
        set -e
        "$1/initdb" -D "$2/data" -U edgemonitor -A trust -E UTF8 --locale=C --no-sync >/dev/null
        exec 3<&0
        (read -r line <&3 || kill -INT $$) >/dev/null 2>&1 &
        exec 3<&-
        exec "$1/postgres" -D "$2/data" -k "$2" -c listen_addresses= -c fsync=off -c log_min_messages=log </dev/null
        """;

    private readonly SemaphoreSlim _starting = new(1);
    private string? _folder;
    private Process? _process;
    private int _databases;

    /// <summary>The connection string of a new, empty database.</summary>
    public async Task<string> NewDatabaseAsync()
    {
        await _starting.WaitAsync();
        try
        {
            if (_process is null)
            {
                await StartAsync();
            }
        }
        finally
        {
            _starting.Release();
        }

        var name = $"dashboard_{Interlocked.Increment(ref _databases)}";
        await using var connection = new NpgsqlConnection(ConnectionString("postgres"));
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"CREATE DATABASE {name}";
        await command.ExecuteNonQueryAsync();
        return ConnectionString(name);
    }

    /// <summary>Ends the server.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            _process.StandardInput.Close();
            await _process.WaitForExitAsync().WaitAsync(Mosquitto.Patience);
            _process.Dispose();
            Directory.Delete(_folder!, recursive: true);
        }

        _starting.Dispose();
    }

    private static int VersionOf(string folder) =>
        int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var version) ? version : 0;

    private string ConnectionString(string database) =>
        $"Host={_folder};Username=edgemonitor;Database={database};Pooling=false;Timeout=60";

    private async Task StartAsync()
    {
        _folder = Directory.CreateTempSubdirectory("edgemonitor-postgresql-").FullName;
        var programs = Path.Combine(Directory.GetDirectories(Programs).MaxBy(VersionOf)!, "bin");
        var listening = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        // The server refuses to run as root; Debian's package makes a user for it.
        string[] script = ["/bin/sh", "-c", Script, "sh", programs, _folder];
        string[] command = Environment.IsPrivilegedProcess ? ["runuser", "-u", "postgres", "--", .. script] : script;
        if (Environment.IsPrivilegedProcess)
        {
            using var owner = Process.Start("chown", ["postgres", _folder]);
            await owner.WaitForExitAsync();
        }

        _process = new Process
        {
            StartInfo = new ProcessStartInfo(command[0], command[1..])
            {
                RedirectStandardInput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
                WorkingDirectory = _folder,
            },
            EnableRaisingEvents = true,
        };
        var log = new List<string?>();
        _process.ErrorDataReceived += (_, line) =>
        {
            log.Add(line.Data);
            if (line.Data?.Contains("ready to accept connections", StringComparison.Ordinal) is true)
            {
                listening.TrySetResult();
            }
        };
        _process.Exited += (_, _) => listening.TrySetException(
            new InvalidOperationException($"PostgreSQL did not start: {string.Join('\n', log)}"));
        _process.Start();
        _process.BeginErrorReadLine();
        await listening.Task.WaitAsync(Mosquitto.Patience);
    }
}
