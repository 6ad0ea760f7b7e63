using EdgeMonitor.LocalPages;

namespace EdgeMonitor.Evaluation.Reports;

/// <summary>An SVG plot of shares against shares: both axes run from 0 to 1. Colours are classes of <c>page.css</c>.</summary>
internal sealed class UnitPlot
{
    private const double Left = 46;
    private const double Top = 10;
    private const double Side = 270;
    private const double Width = Left + Side + 14;
    private const double Height = Top + Side + 42;
    private const int Ticks = 5;

    private readonly string _description;
    private readonly string _xLabel;
    private readonly string _yLabel;
    private readonly List<Markup> _shapes = [];

    /// <summary>Makes an empty plot.</summary>
    /// <param name="description">What it shows, for those who cannot see it.</param>
    /// <param name="xLabel">What runs to the right.</param>
    /// <param name="yLabel">What runs up.</param>
    public UnitPlot(string description, string xLabel, string yLabel)
    {
        _description = description;
        _xLabel = xLabel;
        _yLabel = yLabel;
    }

    /// <summary>Draws the line on which both shares are equal.</summary>
    public UnitPlot Diagonal() => Add(Markup.Of(
        $"""<line class="diagonal" x1="{X(0):F1}" y1="{Y(0):F1}" x2="{X(1):F1}" y2="{Y(1):F1}"/>"""));

    /// <summary>Draws a bar from 0 up to <paramref name="y"/>.</summary>
    public UnitPlot Bar(double from, double to, double y) => Add(Markup.Of(
        $"""<rect class="bar" x="{X(from) + 0.5:F1}" y="{Y(y):F1}" width="{X(to) - X(from) - 1:F1}" height="{Y(0) - Y(y):F1}"/>"""));

    /// <summary>Draws a disc whose area grows with <paramref name="weight"/>, 0..1.</summary>
    public UnitPlot Disc(double x, double y, double weight) => Add(Markup.Of(
        $"""<circle class="disc" cx="{X(x):F1}" cy="{Y(y):F1}" r="{2 + 10 * Math.Sqrt(weight):F1}"/>"""));

    /// <summary>Draws a line, with a ring and a name at its end.</summary>
    /// <param name="style">Class of the line.</param>
    /// <param name="points">The points, from left to right.</param>
    public UnitPlot Line(string style, IReadOnlyList<(double X, double Y)> points)
    {
        if (points is not [.., var last])
        {
            return this;
        }

        var path = points.Select((point, i) => Markup.Of($"{(i == 0 ? "M" : "L")}{X(point.X):F1} {Y(point.Y):F1}"));
        return Add(Markup.Of(
            $"""<path class="line {style}" d="{path}"/><circle class="end {style}" cx="{X(last.X):F1}" cy="{Y(last.Y):F1}" r="4"/>"""));
    }

    /// <summary>The finished plot.</summary>
    public Markup Render() => Markup.Of($"""
        <svg viewBox="0 0 {Width:F0} {Height:F0}" role="img" aria-label="{_description}">
        {Enumerable.Range(0, Ticks + 1).Select(i => Tick((double)i / Ticks))}
        {_shapes}
        <text class="label" x="{X(0.5):F1}" y="{Height - 6:F1}" text-anchor="middle">{_xLabel}</text>
        <text class="label" transform="translate(12 {Y(0.5):F1}) rotate(-90)" text-anchor="middle">{_yLabel}</text>
        </svg>
        """);

    private static double X(double share) => Left + share * Side;

    private static double Y(double share) => Top + (1 - share) * Side;

    private static Markup Tick(double share) => Markup.Of($"""
        <line class="grid" x1="{X(0):F1}" y1="{Y(share):F1}" x2="{X(1):F1}" y2="{Y(share):F1}"/>
        <line class="grid" x1="{X(share):F1}" y1="{Y(0):F1}" x2="{X(share):F1}" y2="{Y(1):F1}"/>
        <text class="tick" x="{X(0) - 6:F1}" y="{Y(share) + 4:F1}" text-anchor="end">{100 * share:F0}</text>
        <text class="tick" x="{X(share):F1}" y="{Y(0) + 17:F1}" text-anchor="middle">{100 * share:F0}</text>
        """);

    private UnitPlot Add(Markup shape)
    {
        _shapes.Add(shape);
        return this;
    }
}
