using System.Globalization;

namespace EdgeMonitor.Agent.CameraControl;

/// <summary>A light of the kernel's LED class: the folder <c>/sys/class/leds/NAME</c>.</summary>
internal sealed class StatusLed
{
    /// <summary>Where the kernel shows its lights.</summary>
    public const string StandardFolder = "/sys/class/leds";

    private const string Brightness = "brightness";
    private const string MaximumBrightness = "max_brightness";
    private const string Trigger = "trigger";

    private readonly string _folder;

    /// <summary>Names a light; nothing is touched yet.</summary>
    public StatusLed(string name, string parent = StandardFolder) => _folder = Path.Combine(parent, name);

    /// <summary>Lights it as brightly as it can and looks whether that took.</summary>
    /// <returns>What is wrong, for a person; null when it is lit.</returns>
    public string? Light() => Try(() =>
    {
        // Otherwise a trigger such as "heartbeat" or "mmc0" goes on to drive it.
        if (File.Exists(At(Trigger)))
        {
            Write(Trigger, "none");
        }

        Write(Brightness, Read(MaximumBrightness));
        return IsLit() ? null : "it stays dark";
    });

    /// <summary>Looks whether it is lit and, if something else put it out, lights it again.</summary>
    /// <returns>What is wrong, for a person; null when it is lit.</returns>
    public string? KeepLit() => Try(() => IsLit() ? null : Light());

    /// <summary>Puts it out.</summary>
    /// <returns>What is wrong, for a person; null when it is dark.</returns>
    public string? PutOut() => Try(() =>
    {
        Write(Brightness, "0");
        return null;
    });

    private static string? Try(Func<string?> step)
    {
        try
        {
            return step();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or FormatException)
        {
            return exception.Message.TrimEnd('.');
        }
    }

    private bool IsLit() => int.Parse(Read(Brightness), CultureInfo.InvariantCulture) > 0;

    private string Read(string attribute) => File.ReadAllText(At(attribute)).Trim();

    private void Write(string attribute, string value)
    {
        // Not created: a light that is not there must not become a file.
        using var file = new FileStream(At(attribute), FileMode.Truncate, FileAccess.Write, FileShare.ReadWrite);
        using var writer = new StreamWriter(file);
        writer.Write(value);
    }

    private string At(string attribute) => Path.Combine(_folder, attribute);
}
