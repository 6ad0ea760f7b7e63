using System.ComponentModel.DataAnnotations;
using EdgeMonitor.Agent.Hosting;

namespace EdgeMonitor.Agent.Configuration;

/// <summary>Checks that the files and folders that the settings name are there and can be read.</summary>
internal static class FilesValidator
{
    /// <summary>Adds one entry per mistake; its member name is the key, its text begins with it.</summary>
    /// <param name="options">The options.</param>
    /// <param name="part">Whose files: one half must not even be able to read the other's keys.</param>
    /// <param name="mistakes">Gets the mistakes.</param>
    public static void Validate(AgentOptions options, AgentPart part, ICollection<ValidationResult> mistakes)
    {
        if (part.HasFlag(AgentPart.Sense))
        {
            CheckSense(options, mistakes);
        }

        if (part.HasFlag(AgentPart.Publish))
        {
            CheckPublish(options, mistakes);
        }
    }

    private static void CheckSense(AgentOptions options, ICollection<ValidationResult> mistakes)
    {
        if (options.Vision.ModelDirectory is { } models && !Directory.Exists(models))
        {
            Add(mistakes, "vision.modelDirectory", $"no such folder: {Written.Value(models)}");
        }

        CheckFile("vision.onnxRuntimeLibrary", options.Vision.OnnxRuntimeLibrary, mistakes);
        CheckFile("vision.adaptation", options.Vision.Adaptation, mistakes);
        foreach (var (key, camera) in options.Cameras)
        {
            CheckFile($"{key}.path", camera.Path, mistakes);
        }
    }

    private static void CheckPublish(AgentOptions options, ICollection<ValidationResult> mistakes)
    {
        CheckFile("mqtt.passwordFile", options.Mqtt.PasswordFile, mistakes);
        CheckFile("mqtt.tls.caFile", options.Mqtt.Tls?.CaFile, mistakes);
        CheckFile("mqtt.tls.certificateFile", options.Mqtt.Tls?.CertificateFile, mistakes);
        CheckFile("mqtt.tls.keyFile", options.Mqtt.Tls?.KeyFile, mistakes);
        CheckFile("metrics.caFile", options.Metrics.CaFile, mistakes);
        CheckFile("metrics.tokenFile", options.Metrics.TokenFile, mistakes);
    }

    private static void CheckFile(string key, string? file, ICollection<ValidationResult> mistakes)
    {
        if (string.IsNullOrEmpty(file))
        {
            return;
        }

        try
        {
            using var stream = File.OpenRead(file);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            Add(mistakes, key, $"no such file: {Written.Value(file)}");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            Add(mistakes, key, $"the file cannot be read: {exception.Message}");
        }
    }

    private static void Add(ICollection<ValidationResult> mistakes, string key, string text) =>
        mistakes.Add(new ValidationResult($"{key} {text}", [key]));
}
