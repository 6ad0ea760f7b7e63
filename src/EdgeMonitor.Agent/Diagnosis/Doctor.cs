using System.Runtime.CompilerServices;
using EdgeMonitor.Agent.Configuration;

namespace EdgeMonitor.Agent.Diagnosis;

/// <summary>Looks at everything that an appliance needs, in the order in which one thing needs another.</summary>
internal static class Doctor
{
    private const string Subject = "configuration";

    /// <summary>Looks; what costs time comes last.</summary>
    /// <param name="configuration">The configuration, with or without mistakes.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="cancellationToken">Ends the looks that take time.</param>
    public static async IAsyncEnumerable<Finding> ExamineAsync(
        LoadedConfiguration configuration,
        TimeProvider clock,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var finding in LookAtConfiguration(configuration).Concat(SoftwareCheck.Examine()).Concat(MachineCheck.Examine()))
        {
            yield return finding;
        }

        if (!configuration.IsValid)
        {
            yield break;
        }

        var options = configuration.Options;
        foreach (var finding in PermissionCheck.Examine(configuration.File)
            .Concat(ModelCheck.Examine(options))
            .Concat(options.Cameras.SelectMany(camera => CameraCheck.Examine(camera.Options)))
            .Append(CameraCheck.ExamineService())
            .Concat(DiskCheck.Examine(options.Outbox))
            .Concat(CertificateCheck.Examine(options.Mqtt, clock)))
        {
            yield return finding;
        }

        yield return await BrokerCheck.ExamineAsync(options.Mqtt, clock, cancellationToken);
    }

    private static IEnumerable<Finding> LookAtConfiguration(LoadedConfiguration configuration) => configuration.IsValid
        ? [Finding.Ok(Subject, $"{configuration.File}, {configuration.Options.Device.ToAddress()}")]
        : configuration.Mistakes.Select(mistake => Finding.Failure(
            Subject, mistake.ToString(), "Correct it, then: systemctl restart edgemonitor-sense edgemonitor-publish"));
}
