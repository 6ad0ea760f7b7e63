using EdgeMonitor.Agent.Health;

namespace EdgeMonitor.Agent.Tests.Health;

public sealed class ThermometerTests
{
    [Fact]
    public void Read_SeveralZones_GivesTheHottestPlausible()
    {
        using var file = new TemporaryFile("");
        foreach (var (zone, text) in new[] { ("thermal_zone0", "45123\n"), ("thermal_zone1", "51900\n"), ("thermal_zone2", "-256000\n"), ("thermal_zone3", "?") })
        {
            File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(file.Folder, zone)).FullName, "temp"), text);
        }

        Directory.CreateDirectory(Path.Combine(file.Folder, "thermal_zone4"));

        Assert.Equal(51.9, new Thermometer(file.Folder).Read());
    }

    [Fact]
    public void Read_NoZones_GivesNothing()
    {
        using var file = new TemporaryFile("");

        Assert.Null(new Thermometer(file.Folder).Read());
        Assert.Null(new Thermometer(Path.Combine(file.Folder, "missing")).Read());
    }
}
