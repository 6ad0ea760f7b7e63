using System.Security.Cryptography;
using EdgeMonitor.Contracts;

namespace EdgeMonitor.Attention.Lessons;

/// <summary>
/// The differentially private mechanism: two counts in, two noisy counts out. One person changes each by at most one per camera; each
/// gets noise for half of the epsilon, so both together are protected by the whole of it. What follows the noise (no numbers under the
/// minimum group, nobody attentive who is not there) looks at noisy numbers only and costs nothing.
/// </summary>
internal sealed class LessonMechanism
{
    private const int Counts = 2;

    private readonly GeometricNoise _noise;
    private readonly int _minimumGroup;

    /// <summary>Makes the mechanism.</summary>
    /// <param name="options">Options without mistakes.</param>
    /// <param name="cameras">How many cameras may see one and the same person.</param>
    /// <param name="below">See <see cref="GeometricNoise"/>; null for the operating system's cryptographic source.</param>
    public LessonMechanism(AttentionOptions options, int cameras, Func<int, int>? below = null)
    {
        _noise = new GeometricNoise(
            options.Lessons.EpsilonThousandths, Counts * cameras * LessonOptions.Thousandths, below ?? RandomNumberGenerator.GetInt32);
        _minimumGroup = options.MinimumGroup;
    }

    /// <summary>Releases two counts: the status, and where that is <see cref="LessonStatus.Ok"/> the numbers.</summary>
    public (LessonStatus Status, int? People, int? Attentive) Release(int people, int attentive)
    {
        var noisyPeople = Math.Min(people + _noise.Draw(), FaceCountHistogram.MostFaces);
        var noisyAttentive = attentive + _noise.Draw();
        return noisyPeople < _minimumGroup
            ? (LessonStatus.Suppressed, null, null)
            : (LessonStatus.Ok, noisyPeople, Math.Clamp(noisyAttentive, 0, noisyPeople));
    }
}
