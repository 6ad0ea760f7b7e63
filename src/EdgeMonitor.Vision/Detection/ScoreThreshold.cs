using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace EdgeMonitor.Vision.Detection;

/// <summary>Finds the few scores that pass among the many that do not.</summary>
internal static class ScoreThreshold
{
    /// <summary>Lists the positions of the scores that are at least <paramref name="threshold"/>, in rising order.</summary>
    /// <param name="scores">The scores.</param>
    /// <param name="threshold">The threshold.</param>
    /// <param name="positions">Emptied and filled with the positions.</param>
    public static void FindPassing(ReadOnlySpan<float> scores, float threshold, List<int> positions)
    {
        positions.Clear();
        var least = Vector128.Create(threshold);
        var vectors = MemoryMarshal.Cast<float, Vector128<float>>(scores);
        for (var i = 0; i < vectors.Length; i++)
        {
            var passing = Vector128.GreaterThanOrEqual(vectors[i], least).ExtractMostSignificantBits();
            while (passing != 0)
            {
                positions.Add(i * Vector128<float>.Count + BitOperations.TrailingZeroCount(passing));
                passing &= passing - 1;
            }
        }

        for (var i = vectors.Length * Vector128<float>.Count; i < scores.Length; i++)
        {
            if (scores[i] >= threshold)
            {
                positions.Add(i);
            }
        }
    }
}
