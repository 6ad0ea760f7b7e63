namespace EdgeMonitor.Agent.Diagnosis;

/// <summary>Who may read what holds passwords.</summary>
internal static class PermissionCheck
{
    private const string Subject = "permissions";
    private const string CredentialStore = "/etc/credstore";
    private const UnixFileMode OthersRead = UnixFileMode.OtherRead;
    private const UnixFileMode GroupOrOthersRead = UnixFileMode.GroupRead | OthersRead;

    /// <summary>Looks at the configuration, which the two services read, and at the credentials, which systemd alone reads.</summary>
    public static IEnumerable<Finding> Examine(string configuration) =>
        Stored().Select(file => Judge(file, GroupOrOthersRead, $"chmod 0600 {file}"))
            .Prepend(Judge(configuration, OthersRead, $"chgrp edgemonitor {configuration}; chmod 0640 {configuration}"));

    /// <summary>What to say of a file that some must not read.</summary>
    internal static Finding Judge(string file, UnixFileMode forbidden, string nextStep)
    {
        try
        {
            return (File.GetUnixFileMode(file) & forbidden) == UnixFileMode.None
                ? Finding.Ok(Subject, $"{file} is kept from others")
                : Finding.Warning(Subject, $"{file} can be read by users who need not; it may hold a password.", nextStep);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Finding.Warning(Subject, exception.Message, "Run this as root");
        }
    }

    private static IEnumerable<string> Stored() =>
        Directory.Exists(CredentialStore) ? Directory.EnumerateFiles(CredentialStore, "edgemonitor*") : [];
}
