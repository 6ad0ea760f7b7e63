namespace EdgeMonitor.Agent.Tests.CameraControl;

/// <summary>A light as the kernel shows it, in a folder of its own: the interface is files.</summary>
internal sealed class LedFolder : IDisposable
{
    public const string Name = "camera";

    private readonly DirectoryInfo _parent = Directory.CreateTempSubdirectory("edgemonitor-leds-");

    public LedFolder()
    {
        Directory.CreateDirectory(At(""));
        Write("max_brightness", "255");
        Write("trigger", "none rc-feedback [heartbeat] mmc0");
        Write("brightness", "0");
    }

    public string Parent => _parent.FullName;

    public bool IsLit => Read("brightness") is not "0";

    public string Read(string attribute) => File.ReadAllText(At(attribute)).Trim();

    public void Write(string attribute, string value) => File.WriteAllText(At(attribute), value + "\n");

    /// <summary>What pulling the light's driver does.</summary>
    public void Remove() => Directory.Delete(At(""), recursive: true);

    public void Dispose() => _parent.Delete(recursive: true);

    private string At(string attribute) => Path.Combine(_parent.FullName, Name, attribute);
}
