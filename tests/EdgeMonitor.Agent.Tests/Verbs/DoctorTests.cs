using System.Text.Json;
using EdgeMonitor.TestSupport;

namespace EdgeMonitor.Agent.Tests.Verbs;

public sealed class DoctorTests
{
    [Fact]
    public async Task Doctor_WithABroker_FindsItAndTheSoftwareWell()
    {
        await using var broker = await Mosquitto.StartAsync();
        using var configuration = new TemporaryFile("");
        await File.WriteAllTextAsync(configuration.Path, Configuration(configuration.Folder, "/dev/null", broker.Port), TestContext.Current.CancellationToken);

        var (_, output) = await RunAsync("doctor", "--config", configuration.Path, "--json");

        var levels = JsonDocument.Parse(output).RootElement.GetProperty("findings").EnumerateArray()
            .ToLookup(finding => finding.GetProperty("subject").GetString(), finding => finding.GetProperty("level").GetString());
        foreach (var subject in (string[])["configuration", "software", "libmosquitto1", "libyuv0", "libsystemd0", "models", "disk", "broker"])
        {
            Assert.All(levels[subject], level => Assert.Equal("ok", level));
            Assert.NotEmpty(levels[subject]);
        }
    }

    [Fact]
    public async Task Doctor_WithoutABrokerOrACamera_NamesTheNextStepAndExitsWithFive()
    {
        using var configuration = new TemporaryFile("");
        await File.WriteAllTextAsync(
            configuration.Path,
            Configuration(configuration.Folder, "/dev/video99", port: 1),
            TestContext.Current.CancellationToken);

        var (status, output) = await RunAsync("doctor", "--config", configuration.Path);

        Assert.Equal(ExitStatus.Unwell, status);
        Assert.Contains("There is no /dev/video99", output, StringComparison.Ordinal);
        Assert.Matches("(?m)^failure +broker ", output);
        Assert.Equal(output.Split("failure  ").Length + output.Split("warning  ").Length - 2, output.Split(" -> ").Length - 1);
    }

    private static async Task<(int Status, string Output)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        var status = await CommandLine.RunAsync(arguments, output, output);
        return (status, output.ToString());
    }

    private static string Configuration(string folder, string camera, int port) => $$"""
        {
          "device": { "site": "north", "room": "room-12", "id": "cam-1" },
          "camera": { "device": "{{camera}}" },
          "attention": { "mode": "orientation" },
          "outbox": { "directory": "{{folder}}" },
          "mqtt": { "host": "localhost", "port": {{port}} },
        }
        """;
}
