using System.Text.Json;
using EdgeMonitor.Agent.Configuration;
using EdgeMonitor.TestSupport;

namespace EdgeMonitor.Agent.Tests.Verbs;

public sealed class CheckConfigTests
{
    private const string FileName = "edgemonitor.json";

    private static readonly string GoldenFolder = Repository.Locate("tests", "EdgeMonitor.Agent.Tests", "Golden");

    private static readonly Dictionary<string, string> Environment = new(StringComparer.Ordinal)
    {
        ["EDGEMONITOR__MQTT__PASSWORD"] = "hunter2hunter2",
        ["EDGEMONITOR__MQTT__USERNAME"] = "agent",
        ["PATH"] = "/usr/bin",
    };

    /// <summary>One mistake of every kind in one file: all of them are listed at once.</summary>
    [Fact]
    public void Mistakes_OfEveryKind_AreListedAtOnce()
    {
        var variables = new Dictionary<string, string>(Environment, StringComparer.Ordinal)
        {
            ["EDGEMONITOR__HEALTH__INTERVAL"] = "9",
            ["EDGEMONITOR__CAMERA__COMMAND__2"] = "x",
            ["EDGEMONITOR__MQTT__PASSWORDFILE"] = "missing.txt",
        };

        var printed = Print("mistakes.json", variables, ConfigurationPrinter.PrintMistakes);

        Golden.AssertSame(Path.Combine(GoldenFolder, "mistakes.txt"), printed);
        Assert.DoesNotContain("hunter2", printed, StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_OfAValidFile_AreShownWithTheirOrigin()
    {
        var printed = Print("valid.json", Environment, ConfigurationPrinter.PrintSettings);

        Golden.AssertSame(Path.Combine(GoldenFolder, "valid.txt"), printed);
        Assert.DoesNotContain("hunter2", printed, StringComparison.Ordinal);
        Assert.DoesNotContain("rtsp://", printed, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("valid.json", true)]
    [InlineData("mistakes.json", false)]
    public void Json_OfAnyFile_SaysTheSame(string file, bool valid)
    {
        var printed = Print(file, Environment, ConfigurationPrinter.PrintJson);

        using var json = JsonDocument.Parse(printed);
        Assert.Equal(valid, json.RootElement.GetProperty("ok").GetBoolean());
        Assert.Equal(valid, json.RootElement.GetProperty("mistakes").GetArrayLength() == 0);
        var password = json.RootElement.GetProperty("settings").EnumerateArray()
            .Single(setting => setting.GetProperty("key").ValueEquals("mqtt.password"));
        Assert.Equal(Setting.Hidden, password.GetProperty("value").GetString());
        Assert.Equal("EDGEMONITOR__MQTT__PASSWORD", password.GetProperty("origin").GetString());
        Assert.DoesNotContain("hunter2", printed, StringComparison.Ordinal);
    }

    /// <summary>With the file in a folder of its own, so that the printed path is the same everywhere.</summary>
    private static string Print(string input, Dictionary<string, string> environment, Action<LoadedConfiguration, TextWriter> print)
    {
        using var file = new TemporaryFile(File.ReadAllText(Path.Combine(GoldenFolder, input)), FileName);
        using var output = new StringWriter { NewLine = "\n" };
        print(ConfigurationLoader.Load(file.Path, environment), output);
        return output.ToString().Replace(file.Path, FileName, StringComparison.Ordinal);
    }
}
