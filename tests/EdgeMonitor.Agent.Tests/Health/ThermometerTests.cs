using EdgeMonitor.Agent.Health;

namespace EdgeMonitor.Agent.Tests.Health;

public sealed class ThermometerTests
{
    [Fact]
    public void Read_SeveralZones_GivesTheHottestPlausible()
    {
        using var file = new TemporaryFile("");
        foreach (var (zone, text) in new[] { "45123\n", "51900\n", "-256000\n", "?" }.Index())
        {
            var folder = Directory.CreateDirectory(Path.Combine(file.Folder, $"thermal_zone{zone}"));
            File.WriteAllText(Path.Combine(folder.FullName, "temp"), text);
        }

        Directory.CreateDirectory(Path.Combine(file.Folder, "thermal_zone_without_temperature"));

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
