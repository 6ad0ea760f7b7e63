namespace EdgeMonitor.Agent.Configuration;

/// <summary>Guesses what a mistyped name was meant to be.</summary>
internal static class Suggestion
{
    private const int LettersPerSlip = 3;
    private const int FewestSlips = 2;

    /// <summary>
    /// The candidate that takes the fewest slips (a letter missing, added, changed, or two swapped; upper and lower case are
    /// the same) to become <paramref name="name"/>, or one that it is the beginning of; null when none takes fewer than one
    /// slip for every three letters.
    /// </summary>
    public static string? For(string name, IEnumerable<string> candidates)
    {
        var limit = Math.Max(FewestSlips, name.Length / LettersPerSlip);
        return candidates
            .Select(candidate => (Name: candidate, Distance: IsBeginning(name, candidate) ? 1 : DistanceBetween(name, candidate)))
            .Where(candidate => candidate.Distance <= limit && candidate.Distance < candidate.Name.Length)
            .OrderBy(candidate => candidate.Distance)
            .Select(candidate => candidate.Name)
            .FirstOrDefault();
    }

    private static bool IsBeginning(string name, string candidate) =>
        name.Length >= LettersPerSlip && candidate.StartsWith(name, StringComparison.OrdinalIgnoreCase);

    /// <summary>The optimal string alignment distance (Damerau-Levenshtein without editing a swapped pair again).</summary>
    private static int DistanceBetween(string left, string right)
    {
        var distances = new int[left.Length + 1, right.Length + 1];
        for (var row = 0; row <= left.Length; row++)
        {
            for (var column = 0; column <= right.Length; column++)
            {
                distances[row, column] = row == 0 || column == 0 ? row + column : Cheapest(row, column);
            }
        }

        return distances[left.Length, right.Length];

        int Cheapest(int row, int column)
        {
            var change = Same(left[row - 1], right[column - 1]) ? 0 : 1;
            var best = Math.Min(
                distances[row - 1, column - 1] + change,
                Math.Min(distances[row - 1, column], distances[row, column - 1]) + 1);
            var swapped = row > 1 && column > 1
                && Same(left[row - 1], right[column - 2]) && Same(left[row - 2], right[column - 1]);
            return swapped ? Math.Min(best, distances[row - 2, column - 2] + 1) : best;
        }

        static bool Same(char a, char b) => char.ToUpperInvariant(a) == char.ToUpperInvariant(b);
    }
}
