using System.Collections;
using System.ComponentModel.DataAnnotations;
using EdgeMonitor.Agent.CameraControl;
using EdgeMonitor.Agent.Hosting;
using EdgeMonitor.Agent.Link;
using EdgeMonitor.Attention;
using EdgeMonitor.Capture;

namespace EdgeMonitor.Agent.Configuration;

/// <summary>Reads the configuration: file, then environment, then every check.</summary>
internal static class ConfigurationLoader
{
    /// <summary>The file that is read when none is named.</summary>
    public const string StandardFile = "/etc/edgemonitor/edgemonitor.json";

    private const string ExampleFile = "edgemonitor.example.json";

    /// <summary>The checks that go beyond a single value, one a room. Each result names its key and begins with it.</summary>
    private static readonly IReadOnlyList<Action<AgentOptions, AgentPart, ICollection<ValidationResult>>> Validators =
    [
        ValidateCameras,
        (options, _, mistakes) => CameraControlOptionsValidator.Validate(options.CameraControl, mistakes),
        (options, _, mistakes) => AttentionOptionsValidator.Validate(options.Attention, mistakes),
        LinkOptionsValidator.Validate,
        FilesValidator.Validate,
    ];

    /// <summary>Reads <paramref name="file"/> and lays the process's environment over it.</summary>
    public static LoadedConfiguration Load(string file, AgentPart part = AgentPart.Both) => Load(file, ProcessEnvironment(), part);

    /// <summary>Reads <paramref name="file"/> and lays <paramref name="environment"/> over it.</summary>
    /// <param name="file">The path as the user named it.</param>
    /// <param name="environment">Variables.</param>
    /// <param name="part">Whose files are looked for: each half can read only its own.</param>
    public static LoadedConfiguration Load(
        string file, IReadOnlyDictionary<string, string> environment, AgentPart part = AgentPart.Both)
    {
        var report = new ConfigurationReport(file);
        if (ReadFile(file, report) is not { } bytes || JsonConfigurationReader.Read(file, bytes, report.Mistakes) is not { } root)
        {
            return new LoadedConfiguration(file, new AgentOptions(), report);
        }

        EnvironmentOverlay.Apply(root, environment, report.Mistakes);
        var options = OptionsBinder.Bind<AgentOptions>(root, report);
        Validate(options, part, report);
        return new LoadedConfiguration(file, options, report);
    }

    private static void Validate(AgentOptions options, AgentPart part, ConfigurationReport report)
    {
        var results = new List<ValidationResult>();
        foreach (var validate in Validators)
        {
            validate(options, part, results);
        }

        foreach (var result in results)
        {
            // The report writes the key itself.
            var key = result.MemberNames.First();
            var text = result.ErrorMessage!;
            report.AddMistake(key, text.StartsWith(key, StringComparison.Ordinal) ? text[key.Length..].TrimStart() : text);
        }
    }

    private static void ValidateCameras(AgentOptions options, AgentPart part, ICollection<ValidationResult> mistakes)
    {
        foreach (var (key, camera) in options.Cameras)
        {
            CameraOptionsValidator.Validate(camera, mistakes, key);
        }
    }

    private static byte[]? ReadFile(string file, ConfigurationReport report)
    {
        try
        {
            return File.ReadAllBytes(file);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            var example = Path.Combine(AppContext.BaseDirectory, ExampleFile);
            var message = $"no such file; copy the example {example} and fill it in";
            report.Mistakes.Add(new Mistake(new Origin(file), Key: "", message));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            report.Mistakes.Add(new Mistake(new Origin(file), Key: "", $"cannot be read: {exception.Message}"));
        }

        return null;
    }

    private static Dictionary<string, string> ProcessEnvironment() => Environment.GetEnvironmentVariables()
        .Cast<DictionaryEntry>()
        .ToDictionary(variable => (string)variable.Key, variable => (string?)variable.Value ?? "", StringComparer.Ordinal);
}
