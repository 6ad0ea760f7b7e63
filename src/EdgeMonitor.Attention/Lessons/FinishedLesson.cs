using EdgeMonitor.Contracts;

namespace EdgeMonitor.Attention.Lessons;

/// <summary>A lesson that is over. What was counted in it comes out through <see cref="Release"/> alone, once.</summary>
public sealed class FinishedLesson
{
    private readonly LessonMechanism _mechanism;
    private readonly LessonRelease _nothing;
    private readonly int _price;
    private bool _isReleased;

    /// <param name="mechanism">Adds the noise.</param>
    /// <param name="nothing">The release without numbers; with status ok where there are to be some.</param>
    /// <param name="counts">The true counts.</param>
    /// <param name="price">What a release with numbers spends, in thousandths.</param>
    internal FinishedLesson(LessonMechanism mechanism, LessonRelease nothing, (int People, int Attentive) counts, int price)
    {
        _mechanism = mechanism;
        _nothing = nothing;
        Counts = counts;
        _price = price;
    }

    /// <summary>How long it lasted.</summary>
    public TimeSpan Length => _nothing.LessonEnd - _nothing.LessonStart;

    /// <summary>The true counts, which nobody outside gets to see.</summary>
    internal (int People, int Attentive) Counts { get; }

    /// <summary>Releases the lesson.</summary>
    /// <param name="trySpend">
    /// Takes so many thousandths from the day's budget, for good, and says whether it was there; asked before anything is drawn, and
    /// only when something is to be.
    /// </param>
    /// <exception cref="InvalidOperationException">It has been released: a second draw would spend twice what the first one did.</exception>
    public LessonRelease Release(Func<int, bool> trySpend)
    {
        ArgumentNullException.ThrowIfNull(trySpend);
        if (_isReleased)
        {
            throw new InvalidOperationException("A lesson is released once.");
        }

        _isReleased = true;
        if (_nothing.Status is not LessonStatus.Ok)
        {
            return _nothing;
        }

        if (!trySpend(_price))
        {
            return _nothing with { Status = LessonStatus.BudgetSpent };
        }

        var (status, people, attentive) = _mechanism.Release(Counts.People, Counts.Attentive);
        return _nothing with { Status = status, People = people, Attentive = attentive, Epsilon = (double)_price / LessonOptions.Thousandths };
    }
}
