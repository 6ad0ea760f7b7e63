using EdgeMonitor.Contracts.Privacy;

namespace EdgeMonitor.Agent.Privacy;

/// <summary>Reads from systemd's unit files how the services are confined (systemd.exec(5), systemd.resource-control(5)).</summary>
internal static class UnitFiles
{
    /// <summary>Where unit files are, the first that has one wins (systemd.unit(5)).</summary>
    public static readonly IReadOnlyList<string> Folders = ["/etc/systemd/system", "/usr/lib/systemd/system", "/lib/systemd/system"];

    private static readonly string[] Units = ["edgemonitor-sense.service", "edgemonitor-publish.service", "edgemonitor.service"];

    private static readonly string[] ConfiningSettings =
    [
        "User=", "Group=", "SupplementaryGroups=", "DynamicUser=", "Private", "Protect", "Restrict", "IPAddress", "Device", "Limit",
        "MemorySwap", "MemoryZSwap", "ReadWritePaths=", "ReadOnlyPaths=", "InaccessiblePaths=", "StateDirectory", "RuntimeDirectory",
        "CapabilityBoundingSet=", "AmbientCapabilities=", "NoNewPrivileges=", "SystemCall", "MemoryDenyWriteExecute=", "LockPersonality=",
        "KeyringMode=", "RemoveIPC=", "UMask=", "Environment=",
    ];

    /// <summary>The services that are installed, with the settings that confine them in the file's order.</summary>
    public static IReadOnlyList<ReportedUnit> Read(IReadOnlyList<string> folders) =>
    [
        .. Units.Select(unit => (unit, path: folders.Select(folder => Path.Combine(folder, unit)).FirstOrDefault(File.Exists)))
            .Where(found => found.path is not null)
            .Select(found => new ReportedUnit(found.unit, [.. File.ReadLines(found.path!).Select(line => line.Trim()).Where(Confines)])),
    ];

    private static bool Confines(string line) =>
        Array.Exists(ConfiningSettings, setting => line.StartsWith(setting, StringComparison.Ordinal)) && line.Contains('=', StringComparison.Ordinal);
}
