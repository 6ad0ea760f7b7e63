using System.ComponentModel.DataAnnotations;
using EdgeMonitor.Agent.Configuration;
using EdgeMonitor.Agent.Hosting;
using EdgeMonitor.Capture;

namespace EdgeMonitor.Agent.Link;

/// <summary>Checks what the verbs that use the link need of <see cref="LinkOptions"/>, the machine and the camera.</summary>
internal static class LinkOptionsValidator
{
    private const UnixFileMode Others = UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>Adds one entry per mistake; its member name is the key, its text begins with it.</summary>
    public static void Validate(AgentOptions options, AgentPart part, ICollection<ValidationResult> mistakes)
    {
        switch (part)
        {
            case AgentPart.Sense:
                CheckUser("publishUser", options.Link.PublishUser, mistakes);
                CheckCameras(options, mistakes);
                break;
            case AgentPart.Publish:
                CheckUser("senseUser", options.Link.SenseUser, mistakes);
                CheckFolder(options.Link.Socket, mistakes);
                break;
            default:
                break;
        }
    }

    private static void CheckUser(string setting, string? user, ICollection<ValidationResult> mistakes)
    {
        if (LocalUsers.IdOf(user) is null)
        {
            Add(mistakes, setting, $"is no user of this machine: {user}");
        }
    }

    private static void CheckFolder(string socket, ICollection<ValidationResult> mistakes)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(socket))!;
        if (!Directory.Exists(folder))
        {
            Add(mistakes, "socket", $"no such folder: {folder}. Make it for the two users alone: install -d -m 0750 {folder}");
        }
        else if ((File.GetUnixFileMode(folder) & Others) != UnixFileMode.None)
        {
            Add(mistakes, "socket", $"lies in a folder that every user of this machine may enter or list: chmod o-rwx {folder}");
        }
    }

    private static void CheckCameras(AgentOptions options, ICollection<ValidationResult> mistakes)
    {
        foreach (var (section, _) in options.Cameras.Where(camera => camera.Options.Preset is CameraPreset.Rtsp))
        {
            var key = $"{section}.preset";
            mistakes.Add(new ValidationResult(
                $"{key} is rtsp, a camera in the network, which edgemonitor sense does not have; use edgemonitor run for it.", [key]));
        }
    }

    private static void Add(ICollection<ValidationResult> mistakes, string setting, string text)
    {
        var key = $"{LinkOptions.SectionName}.{setting}";
        mistakes.Add(new ValidationResult($"{key} {text}", [key]));
    }
}
