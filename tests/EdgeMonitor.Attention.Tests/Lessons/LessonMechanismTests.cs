using EdgeMonitor.Attention.Lessons;
using EdgeMonitor.Contracts;

namespace EdgeMonitor.Attention.Tests.Lessons;

/// <summary>The guarantee itself, on what is released, noise, suppression and limits included. Seeds are fixed.</summary>
public sealed class LessonMechanismTests
{
    private const int Draws = 300_000;

    /// <summary>Rarer outcomes say nothing about a ratio.</summary>
    private const int Often = 300;

    /// <summary>
    /// Of two neighbouring lessons, no outcome is more than exp(epsilon) times as likely in one as in the other: one person more, who is
    /// attentive or not, in a large class and around the minimum group.
    /// </summary>
    [Theory]
    [InlineData(20, 12, 1, 1, 1)]
    [InlineData(20, 12, 1, 0, 1)]
    [InlineData(20, 20, 1, 1, 1)]
    [InlineData(20, 0, 0, 1, 1)]
    [InlineData(4, 2, 1, 1, 1)]
    [InlineData(5, 5, 1, 0, 1)]
    [InlineData(20, 12, 2, 2, 2)]
    public void Release_OfNeighbouringLessons_IsAboutAsLikely(int people, int attentive, int morePeople, int moreAttentive, int cameras)
    {
        const double Epsilon = 1;
        var one = Count(Epsilon, people, attentive, seed: 1, cameras);
        var other = Count(Epsilon, people + morePeople, attentive + moreAttentive, seed: 2, cameras);
        var ratios = one.Keys.Union(other.Keys)
            .Select(outcome => ((double)one.GetValueOrDefault(outcome), (double)other.GetValueOrDefault(outcome)))
            .Where(pair => Math.Max(pair.Item1, pair.Item2) >= Often)
            .Select(pair => (Loss: Math.Abs(Math.Log(pair.Item1 / pair.Item2)), Spread: Math.Sqrt(1 / pair.Item1 + 1 / pair.Item2)))
            .ToList();

        Assert.True(ratios.Count > 10);
        Assert.All(ratios, ratio => Assert.InRange(ratio.Loss, 0, Epsilon + 5 * ratio.Spread));
    }

    /// <summary>The whole of epsilon is used and no more noise than needed is added: the bound above is reached.</summary>
    [Fact]
    public void Release_OfNeighbouringLessons_ReachesTheBound()
    {
        var one = Count(epsilon: 1, people: 30, attentive: 10, seed: 1);
        var other = Count(epsilon: 1, people: 31, attentive: 11, seed: 2);
        var below = one.Keys.Where(outcome => outcome is { People: <= 30, Attentive: > 0 and <= 10 }).ToList();

        Assert.InRange(Math.Log((double)below.Sum(outcome => one[outcome]) / below.Sum(outcome => other.GetValueOrDefault(outcome))), 0.95, 1.05);
    }

    [Fact]
    public void Release_Any_IsWithinWhatCanBe()
    {
        foreach (var (status, people, attentive) in Count(epsilon: 0.1, people: 3, attentive: 3, seed: 3).Keys)
        {
            Assert.Equal(status is LessonStatus.Ok, people is not null && attentive is not null);
            Assert.True(people is null or >= 5 && (attentive is null || (attentive >= 0 && attentive <= people)));
        }
    }

    private static Dictionary<(LessonStatus Status, int? People, int? Attentive), int> Count(double epsilon, int people, int attentive, int seed, int cameras = 1)
    {
        var options = TestRoom.Options();
        options.Lessons.Epsilon = epsilon;
        var mechanism = new LessonMechanism(options, cameras, new Random(seed).Next);
        return Enumerable.Range(0, Draws).CountBy(_ => mechanism.Release(people, attentive)).ToDictionary();
    }
}
