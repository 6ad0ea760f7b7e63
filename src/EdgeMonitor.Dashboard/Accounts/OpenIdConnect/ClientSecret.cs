namespace EdgeMonitor.Dashboard.Accounts.OpenIdConnect;

/// <summary>The secret that the provider knows this dashboard by; read at every sign-in, so that it can be changed.</summary>
internal static class ClientSecret
{
    /// <summary>systemd's credential that is the secret where no file is named.</summary>
    public const string Credential = "oidc.secret";

    private const string DirectoryVariable = "CREDENTIALS_DIRECTORY";

    /// <summary>What is wrong with the file or the credential; null for nothing.</summary>
    public static string? FindMistake(string? file)
    {
        try
        {
            return Read(file) is { Length: 0 } ? $"'{Place(file)}' is empty; its first line should be the secret." : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return $"cannot be read: {exception.Message}";
        }
    }

    /// <summary>The secret in <paramref name="file"/>, or else in the credential; null where there is neither.</summary>
    public static string? Read(string? file) =>
        Place(file) is { } place ? File.ReadLines(place).FirstOrDefault()?.Trim() ?? string.Empty : null;

    private static string? Place(string? file) => file
        ?? (Environment.GetEnvironmentVariable(DirectoryVariable) is { Length: > 0 } directory
            && Path.Combine(directory, Credential) is var credential
            && File.Exists(credential) ? credential : null);
}
