using EdgeMonitor.Contracts;

namespace EdgeMonitor.Attention;

/// <summary>Rounds what is published.</summary>
internal sealed class Rounding
{
    private readonly int _leastPeople;
    private readonly double _stepsInOne;

    public Rounding(AttentionOptions options)
    {
        Rule = new RoundingRule(options.PeopleStep, options.ShareStep);
        _stepsInOne = Math.Round(1 / options.ShareStep);
        _leastPeople = (options.MinimumGroup + options.PeopleStep - 1) / options.PeopleStep * options.PeopleStep;
    }

    /// <summary>The steps.</summary>
    public RoundingRule Rule { get; }

    /// <summary>
    /// Rounds to the nearest step, but never to less than the minimum group: seven people with a minimum of seven and a step of
    /// five are published as ten, since "five" would claim a group that is never published.
    /// </summary>
    public int People(int people)
    {
        var nearest = (int)Math.Round((double)people / Rule.People, MidpointRounding.AwayFromZero) * Rule.People;
        return Math.Max(nearest, _leastPeople);
    }

    /// <summary>Rounds to the nearest step within 0..1.</summary>
    public double Share(double share) =>
        Math.Round(Math.Clamp(share, 0, 1) * _stepsInOne, MidpointRounding.AwayFromZero) / _stepsInOne;
}
