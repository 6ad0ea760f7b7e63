using System.Text;
using EdgeMonitor.Agent.Configuration;

namespace EdgeMonitor.Agent.Tests.Configuration;

/// <summary>Reads <see cref="SampleOptions"/> the way the agent reads its own options.</summary>
internal sealed record Sample(SampleOptions Options, ConfigurationReport Report)
{
    public const string File = "sample.json";

    public IEnumerable<string> Mistakes => Report.Mistakes.Select(mistake => mistake.ToString());

    public static Sample Read(string json, params (string Name, string Value)[] environment) =>
        Read(Encoding.UTF8.GetBytes(json), environment);

    public static Sample Read(byte[] json, params (string Name, string Value)[] environment)
    {
        var report = new ConfigurationReport(File);
        if (JsonConfigurationReader.Read(File, json, report.Mistakes) is not { } root)
        {
            return new Sample(new SampleOptions(), report);
        }

        var variables = environment.ToDictionary(variable => variable.Name, variable => variable.Value, StringComparer.Ordinal);
        EnvironmentOverlay.Apply(root, variables, report.Mistakes);
        return new Sample(OptionsBinder.Bind<SampleOptions>(root, report), report);
    }
}
