using System.Text;
using EdgeMonitor.Agent.Configuration;
using EdgeMonitor.TestSupport;

namespace EdgeMonitor.Agent.Tests.Configuration;

public sealed class ExampleFileTests
{
    private static readonly string Example = Repository.Locate("deploy", "edgemonitor.example.json");

    private static readonly string[] WithoutDefault = ["device.site", "device.room", "attention.mode"];

    /// <summary>The settings of another camera are those of the first.</summary>
    private const string LikeCamera = "secondCamera.";

    [Fact]
    public void Example_AsShipped_LacksOnlyTheMode()
    {
        var configuration = ConfigurationLoader.Load(Example, new Dictionary<string, string>(StringComparer.Ordinal));

        var mistake = Assert.Single(configuration.Mistakes);
        Assert.Equal("attention.mode", mistake.Key);
        Assert.Contains("missing", mistake.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Example_WithTheMode_IsValidAndShowsTheDefaults()
    {
        using var file = new TemporaryFile(Completed());
        var configuration = ConfigurationLoader.Load(file.Path, new Dictionary<string, string>(StringComparer.Ordinal));

        Assert.Empty(configuration.Mistakes);
        var defaults = Defaults();
        var shown = configuration.Report.Settings
            .Select(setting => (setting.Description.Key, Value: Written.Value(setting.Value)))
            .Where(setting => !WithoutDefault.Contains(setting.Key));
        Assert.All(shown, setting => Assert.Equal(defaults.GetValueOrDefault(setting.Key, setting.Value), setting.Value));
    }

    [Fact]
    public void Example_EverySetting_IsInIt()
    {
        var mistakes = new List<Mistake>();
        var root = JsonConfigurationReader.Read(Example, Encoding.UTF8.GetBytes(Completed()), mistakes)!;

        Assert.Empty(mistakes);
        Assert.Equal(
            SettingsTree.AllOf(typeof(AgentOptions)).Select(setting => setting.Key).Where(key => !key.StartsWith(LikeCamera, StringComparison.Ordinal))
                .Order(StringComparer.Ordinal),
            KeysOf(root, path: "").Order(StringComparer.Ordinal));
    }

    private static string Completed() =>
        File.ReadAllText(Example).Replace("// \"mode\"", "\"mode\"", StringComparison.Ordinal);

    private static Dictionary<string, string> Defaults()
    {
        var report = new ConfigurationReport("none");
        OptionsBinder.Bind<AgentOptions>(new SectionNode(Origin.Default), report);
        return report.Settings.ToDictionary(
            setting => setting.Description.Key, setting => Written.Value(setting.Value), StringComparer.Ordinal);
    }

    private static IEnumerable<string> KeysOf(SectionNode section, string path)
    {
        foreach (var (name, node) in section.Members)
        {
            var key = SettingPath.Join(path, name);
            yield return key;
            foreach (var inner in node is SectionNode child ? KeysOf(child, key) : [])
            {
                yield return inner;
            }
        }
    }
}
