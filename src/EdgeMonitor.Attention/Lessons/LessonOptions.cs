using System.ComponentModel.DataAnnotations;

namespace EdgeMonitor.Attention.Lessons;

/// <summary>
/// One release per lesson with differential privacy, in place of numbers per window: the section <c>attention.lessons</c>.
/// </summary>
public sealed class LessonOptions
{
    /// <summary>Default of <see cref="Epsilon"/>.</summary>
    public const double DefaultEpsilon = 1;

    /// <summary>Default of <see cref="DailyEpsilon"/>: six lessons.</summary>
    public const double DefaultDailyEpsilon = 6;

    /// <summary>Default of <see cref="ShortestMinutes"/>.</summary>
    public const int DefaultShortestMinutes = 10;

    /// <summary>Every epsilon is counted in these, so that sums are exact.</summary>
    internal const int Thousandths = 1000;

    /// <summary>
    /// Whether lessons are released. Windows then carry no numbers about people, which would undo the noise. Default: false.
    /// </summary>
    public bool Enabled { get; set; }

    /// <summary>What one release spends, 0.1 to 5 in steps of 0.001. Default: <see cref="DefaultEpsilon"/>.</summary>
    [Range(0.1, 5.0)]
    public double Epsilon { get; set; } = DefaultEpsilon;

    /// <summary>What the releases of a day may spend together, 0.1 to 20. Default: <see cref="DefaultDailyEpsilon"/>.</summary>
    [Range(0.1, 20.0)]
    public double DailyEpsilon { get; set; } = DefaultDailyEpsilon;

    /// <summary>
    /// Minutes below which a lesson was started by mistake, 0 to 60: it is forgotten and spends nothing.
    /// Default: <see cref="DefaultShortestMinutes"/>.
    /// </summary>
    [Range(0, 60)]
    public int ShortestMinutes { get; set; } = DefaultShortestMinutes;

    /// <summary><see cref="DailyEpsilon"/> in thousandths.</summary>
    public int DailyThousandths => InThousandths(DailyEpsilon);

    /// <summary><see cref="Epsilon"/> in thousandths.</summary>
    internal int EpsilonThousandths => InThousandths(Epsilon);

    private static int InThousandths(double epsilon) => (int)Math.Round(epsilon * Thousandths);
}
