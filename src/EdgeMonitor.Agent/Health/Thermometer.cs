using System.Globalization;

namespace EdgeMonitor.Agent.Health;

/// <summary>Reads the kernel's thermal zones.</summary>
internal sealed class Thermometer
{
    private const double MilliDegrees = 1000;
    private const double Coldest = -40;
    private const double Hottest = 150;

    private readonly string _folder;

    /// <summary>Reads the zones below <paramref name="folder"/>.</summary>
    public Thermometer(string folder = "/sys/class/thermal") => _folder = folder;

    /// <summary>The hottest zone in degrees Celsius; null where the kernel shows none.</summary>
    public double? Read()
    {
        if (!Directory.Exists(_folder))
        {
            return null;
        }

        var temperatures = Directory.EnumerateDirectories(_folder, "thermal_zone*").Select(ReadZone).OfType<double>().ToList();
        return temperatures.Count == 0 ? null : temperatures.Max();
    }

    private static double? ReadZone(string zone)
    {
        try
        {
            var text = File.ReadAllText(Path.Combine(zone, "temp"));
            if (!int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var value))
            {
                return null;
            }

            // A zone that is switched off shows nonsense on some boards, such as -256 degrees on a Jetson.
            var degrees = value / MilliDegrees;
            return degrees is > Coldest and < Hottest ? degrees : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Many drivers answer with an error while their zone sleeps.
            return null;
        }
    }
}
