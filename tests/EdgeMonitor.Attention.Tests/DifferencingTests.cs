using EdgeMonitor.Contracts;
using EdgeMonitor.Vision;
using FsCheck;
using FsCheck.Fluent;

namespace EdgeMonitor.Attention.Tests;

/// <summary>
/// What somebody can learn about one person by comparing messages: nothing below the minimum group, not from totals above it, and
/// what remains is shown here too, so that nobody has to guess. In words: <c>deploy/privacy/PRIVACY.md</c>.
/// </summary>
public sealed class DifferencingTests
{
    private static readonly Gen<AttentionOptions> AnyPreset =
        from preset in Gen.Elements(PrivacyPreset.Standard, PrivacyPreset.Strict)
        from mode in Gen.Elements(AttentionMode.Orientation, AttentionMode.Combined)
        select new AttentionOptions { Mode = mode, EmotionInferenceAcknowledged = true, PrivacyPreset = preset };

    /// <summary>Minimum group and step of people, over their whole ranges.</summary>
    private static readonly Gen<AttentionOptions> AnyTotals =
        from minimum in Gen.Choose(3, 100)
        from step in Gen.Choose(AttentionOptions.DefaultPeopleStep, 50)
        select new AttentionOptions { MinimumGroup = minimum, PeopleStep = step };

    /// <summary>The same room twice, once with a person more who comes and goes as he likes; never as many as the minimum.</summary>
    [Fact]
    public void Messages_OnePersonMoreUnderTheMinimum_AreTheSame() => Prop.ForAll(
        AnyPreset.ToArbitrary(),
        (from others in Gen.Choose(0, 20)
         from isThere in Gen.Elements(true, false)
         from attentive in Gen.Elements(true, false)
         select (others, isThere, attentive)).ListOf(200).ToArbitrary(),
        (options, moments) =>
        {
            var without = new TestRoom(options);
            var with = new TestRoom(options);
            foreach (var (anyOthers, isThere, attentive) in moments)
            {
                var others = OtherFaces(anyOthers % (options.MinimumGroup - 1));
                var person = TestRoom.Face(yaw: attentive ? 0 : 80, happy: 0.5f);
                without.Show(4, others);
                with.Show(4, isThere ? [.. others, person] : others);
            }

            Assert.Equal(without.Published, with.Published);
            Assert.Contains(with.Published, window => window.Status is WindowStatus.Suppressed);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));

    /// <summary>Whatever the total says, there may have been one person more or one fewer.</summary>
    [Fact]
    public void Total_OfAnyGroup_IsAlsoThatOfAGroupWithOnePersonMoreOrFewer() => Prop.ForAll(
        AnyTotals.ToArbitrary(),
        Gen.Choose(0, 200).ToArbitrary(),
        (options, above) =>
        {
            var rounding = new Rounding(options);
            var people = options.MinimumGroup + above;
            var published = rounding.People(people);
            return rounding.People(people + 1) == published
                || (people > options.MinimumGroup && rounding.People(people - 1) == published);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    /// <summary>
    /// Differencing: of two totals only a difference of none or of a whole step can be computed, and each fits several true ones.
    /// That one person came or went never is the only explanation.
    /// </summary>
    [Fact]
    public void Totals_OfAnyTwoWindows_NeverShowThatOnePersonCame() => Prop.ForAll(
        AnyTotals.ToArbitrary(),
        Gen.Choose(0, 200).Two().ToArbitrary(),
        (options, above) =>
        {
            var rounding = new Rounding(options);
            var first = Explanations(rounding, options, rounding.People(options.MinimumGroup + above.Item1));
            var second = Explanations(rounding, options, rounding.People(options.MinimumGroup + above.Item2));
            var differences = second.SelectMany(then => first, (then, now) => then - now).Distinct().ToList();
            return differences.Count >= AttentionOptions.DefaultPeopleStep && differences.Exists(difference => difference is not (1 or -1));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    /// <summary>Strict: which total and which share of attentive people are published together fits several numbers of attentive people.</summary>
    [Fact]
    public void Shares_Strict_FitSeveralNumbersOfAttentivePeople()
    {
        var options = new AttentionOptions { PrivacyPreset = PrivacyPreset.Strict };

        Assert.All(ExplanationsOfShares(options).Where(entry => entry.Key.Share > 0), entry => Assert.True(entry.Value.Count > 1, $"{entry.Key}"));
    }

    /// <summary>
    /// Not covered: with the standard preset some pairs of total and share fit one number of attentive people only, in small groups
    /// and where few are attentive, so that two messages can show one person's change. That is what strict is for.
    /// </summary>
    [Theory]
    [InlineData(5, 0.8, 4)]
    [InlineData(20, 0.05, 1)]
    public void Shares_Standard_CanFitOneNumberOnly(int people, double share, int attentive) =>
        Assert.Equal([attentive], ExplanationsOfShares(new AttentionOptions())[(people, share)]);

    private static FaceObservation[] OtherFaces(int count) =>
        [.. Enumerable.Range(0, count).Select(i => TestRoom.Face(yaw: i % 3 == 0 ? 80 : 0, happy: i % 4 / 4f))];

    private static List<int> Explanations(Rounding rounding, AttentionOptions options, int published) =>
        [.. Enumerable.Range(options.MinimumGroup, 400).Where(people => rounding.People(people) == published)];

    /// <summary>For rooms in which nothing changes during a window, which give away the most: the numbers of attentive people by what is published.</summary>
    private static Dictionary<(int People, double Share), HashSet<int>> ExplanationsOfShares(AttentionOptions options)
    {
        var rounding = new Rounding(options);
        var explanations = new Dictionary<(int, double), HashSet<int>>();
        for (var people = options.MinimumGroup; people <= 60; people++)
        {
            for (var attentive = 0; attentive <= people; attentive++)
            {
                var published = (rounding.People(people), rounding.Share((double)attentive / people));
                if (!explanations.TryGetValue(published, out var numbers))
                {
                    explanations[published] = numbers = [];
                }

                numbers.Add(attentive);
            }
        }

        return explanations;
    }
}
