using System.Security.Cryptography;
using System.Text;

namespace EdgeMonitor.LocalPages;

/// <summary>
/// A code that lets one visitor in, once: eight digits that a person reads off the terminal and types into a phone. After it has been
/// used, or after <see cref="MostMistakes"/> wrong ones, it lets nobody in any more. Safe for several threads.
/// </summary>
public sealed class OneTimeCode
{
    /// <summary>Wrong codes that are put up with: one in twenty million is guessed.</summary>
    public const int MostMistakes = 5;

    private const int Digits = 8;

    private readonly Lock _lock = new();
    private readonly byte[] _code = Encoding.ASCII.GetBytes(RandomNumberGenerator.GetString("0123456789", Digits));
    private readonly TaskCompletionSource _locked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _mistakes;
    private bool _isUsed;

    /// <summary>The code, for the terminal: in two groups of four, <c>1234 5678</c>.</summary>
    public string Text => $"{Encoding.ASCII.GetString(_code, 0, Digits / 2)} {Encoding.ASCII.GetString(_code, Digits / 2, Digits / 2)}";

    /// <summary>Completes when so many wrong codes came that somebody must be guessing.</summary>
    public Task Locked => _locked.Task;

    /// <summary>Uses the code; blanks within it do not matter.</summary>
    /// <returns>Whether it was right and lets the visitor in.</returns>
    public bool TryUse(string entered)
    {
        ArgumentNullException.ThrowIfNull(entered);
        var digits = Encoding.UTF8.GetBytes(string.Concat(entered.Where(character => !char.IsWhiteSpace(character))));
        lock (_lock)
        {
            if (_isUsed || _mistakes >= MostMistakes)
            {
                return false;
            }

            if (CryptographicOperations.FixedTimeEquals(digits, _code))
            {
                _isUsed = true;
                return true;
            }

            if (++_mistakes == MostMistakes)
            {
                _locked.SetResult();
            }

            return false;
        }
    }
}
