namespace EdgeMonitor.Messaging;

/// <summary>
/// User and password of a connection. They are looked up on every connect, so that they can be changed: in the options, in
/// the file that they name, or in systemd's credentials (<c>LoadCredential=</c>, systemd.exec(5)).
/// </summary>
internal static class LoginCredentials
{
    /// <summary>The credential that is the user, where the options name none.</summary>
    public const string UsernameCredential = "mqtt.username";

    /// <summary>The credential that is the password, where the options give neither it nor a file.</summary>
    public const string PasswordCredential = "mqtt.password";

    private const string DirectoryVariable = "CREDENTIALS_DIRECTORY";

    /// <summary>The options with user and password filled in.</summary>
    /// <exception cref="MqttException">A file that should hold one of them cannot be read or is empty.</exception>
    public static MqttOptions Resolve(MqttOptions options) => Resolve(options, Environment.GetEnvironmentVariable(DirectoryVariable));

    /// <summary>The same with systemd's credentials in <paramref name="directory"/>; null where there are none.</summary>
    public static MqttOptions Resolve(MqttOptions options, string? directory) => options with
    {
        Username = options.Username ?? ReadCredential(directory, UsernameCredential),
        Password = options.PasswordFile is { } file
            ? ReadFirstLine(file, "mqtt.passwordFile")
            : options.Password ?? ReadCredential(directory, PasswordCredential),
        PasswordFile = null,
    };

    private static string? ReadCredential(string? directory, string name)
    {
        if (string.IsNullOrEmpty(directory))
        {
            return null;
        }

        var path = Path.Combine(directory, name);
        return File.Exists(path) ? ReadFirstLine(path, $"The credential {name}") : null;
    }

    private static string ReadFirstLine(string path, string what)
    {
        try
        {
            return File.ReadLines(path).FirstOrDefault()
                ?? throw new MqttException($"{what} '{path}' is empty; its first line should be the value.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new MqttException($"{what} cannot be read: {exception.Message}", exception);
        }
    }
}
