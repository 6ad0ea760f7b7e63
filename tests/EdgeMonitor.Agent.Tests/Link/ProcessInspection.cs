namespace EdgeMonitor.Agent.Tests.Link;

/// <summary>What a running process has loaded and opened, by the kernel's word (proc(5)).</summary>
internal sealed class ProcessInspection
{
    private static readonly string[] NetworkTables = ["tcp", "tcp6", "udp", "udp6", "udplite", "udplite6", "raw", "raw6", "icmp", "icmp6", "packet"];

    private const int StateColumn = 3;
    private const int InodeColumn = 9;
    private const string Listening = "0A";

    private readonly string _folder;

    private ProcessInspection(int processId)
    {
        _folder = $"/proc/{processId}";
        Libraries = [.. File.ReadLines($"{_folder}/maps")
            .Select(line => line.Split(' ', 6, StringSplitOptions.RemoveEmptyEntries))
            .Where(fields => fields is [_, _, _, _, _, ['/', ..]])
            .Select(fields => Path.GetFileName(fields[5]))
            .Distinct()];
        OpenFiles = [.. Directory.EnumerateFileSystemEntries($"{_folder}/fd").Select(Target).OfType<string>()];
        Children = [.. Directory.EnumerateDirectories($"{_folder}/task")
            .SelectMany(task => File.ReadAllText($"{task}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Select(child => Read($"/proc/{child}/cmdline").Replace('\0', ' '))];
        CoreFileLimit = File.ReadLines($"{_folder}/limits").Single(line => line.StartsWith("Max core file size", StringComparison.Ordinal));
        var sockets = NetworkTables.SelectMany(SocketsIn).ToHashSet(StringComparer.Ordinal);
        ListeningPorts = [.. new[] { "tcp", "tcp6" }.SelectMany(table => Read($"{_folder}/net/{table}").Split('\n'))
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(fields => fields.Length > InodeColumn && fields[StateColumn] is Listening && OpenFiles.Contains($"socket:[{fields[InodeColumn]}]"))
            .Select(fields => fields[1])];
        NetworkSockets = [.. OpenFiles.Where(sockets.Contains)];
    }

    /// <summary>The largest core dump that it may leave, soft and hard limit, as <c>/proc/PID/limits</c> says.</summary>
    public string CoreFileLimit { get; }

    /// <summary>File names of everything that is mapped into its memory.</summary>
    public IReadOnlyList<string> Libraries { get; }

    /// <summary>Its open files; sockets as <c>socket:[inode]</c>.</summary>
    public IReadOnlyList<string> OpenFiles { get; }

    /// <summary>Command lines of its children.</summary>
    public IReadOnlyList<string> Children { get; }

    /// <summary>Its sockets that are not Unix's: of any protocol that can leave the machine.</summary>
    public IReadOnlyList<string> NetworkSockets { get; }

    /// <summary>Its TCP sockets that others can connect to.</summary>
    public IReadOnlyList<string> ListeningPorts { get; }

    /// <summary>Looks at a process now.</summary>
    public static ProcessInspection Of(int processId) => new(processId);

    /// <summary>The sockets that one table of the kernel lists, whichever of its columns holds the inode.</summary>
    private IEnumerable<string> SocketsIn(string table) => Read($"{_folder}/net/{table}")
        .Split(['\n', ' '], StringSplitOptions.RemoveEmptyEntries)
        .Select(word => $"socket:[{word}]");

    private static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (IOException)
        {
            // The kernel does not have the protocol, or the child has just ended.
            return "";
        }
    }

    private static string? Target(string link)
    {
        try
        {
            return new FileInfo(link).LinkTarget;
        }
        catch (IOException)
        {
            return null;
        }
    }
}
