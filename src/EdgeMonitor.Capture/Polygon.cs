using System.Globalization;

namespace EdgeMonitor.Capture;

/// <summary>
/// A polygon in relative coordinates of the picture: 0,0 is its upper left corner, 1,1 its lower right one. Written like the
/// <c>points</c> of SVG: <c>0,0 0.5,0 0.5,0.3</c>. A point is inside by the even-odd rule.
/// </summary>
public sealed class Polygon
{
    private readonly (double X, double Y)[] _points;

    private Polygon((double X, double Y)[] points) => _points = points;

    /// <summary>Reads a polygon.</summary>
    /// <param name="text">Three or more points, <c>x,y</c> each from 0 to 1, separated by spaces.</param>
    /// <param name="polygon">The polygon.</param>
    /// <param name="mistake">What is wrong with the text, in words that follow its key; null when nothing is.</param>
    public static bool TryParse(string? text, out Polygon? polygon, out string? mistake)
    {
        polygon = null;
        var parts = (text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var points = new (double X, double Y)[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            var pair = parts[i].Split(',');
            if (pair.Length != 2 || !TryShare(pair[0], out points[i].X) || !TryShare(pair[1], out points[i].Y))
            {
                mistake = $"has a point \"{parts[i]}\"; a point is x,y, each from 0 to 1, such as 0.25,0.5.";
                return false;
            }
        }

        if (points.Length < 3)
        {
            mistake = "needs three or more points, such as \"0,0 0.5,0 0.5,0.3 0,0.3\".";
            return false;
        }

        polygon = new Polygon(points);
        mistake = null;
        return true;
    }

    /// <summary>Reads a polygon that is known to be right.</summary>
    /// <exception cref="FormatException">The text is none.</exception>
    public static Polygon Parse(string text) =>
        TryParse(text, out var polygon, out var mistake) ? polygon! : throw new FormatException($"The polygon {mistake}");

    /// <summary>Whether a point is inside.</summary>
    public bool Contains(double x, double y)
    {
        var inside = false;
        var previous = _points[^1];
        foreach (var point in _points)
        {
            if (point.Y > y != previous.Y > y
                && x < (previous.X - point.X) * (y - point.Y) / (previous.Y - point.Y) + point.X)
            {
                inside = !inside;
            }

            previous = point;
        }

        return inside;
    }

    private static bool TryShare(string text, out double value) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value) && value is >= 0 and <= 1;
}
