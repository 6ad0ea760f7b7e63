using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace EdgeMonitor.Agent.Lessons;

/// <summary>
/// The privacy budget of a day. What a release spends is on the disk before the release is drawn, so that a crash or a power cut can
/// cost budget, never privacy. What cannot be read or written counts as spent.
/// </summary>
/// <remarks>
/// A new day begins when the calendar says so, never when the clock has been set back; and while the machine runs, not sooner than
/// <see cref="ShortestDay"/> after the day's first release, whatever the calendar says: setting the clock forward buys nothing. Only
/// who sets the clock forward and starts the machine anew gets a second budget; they could as well delete the file.
/// </remarks>
internal sealed partial class EpsilonBudget
{
    /// <summary>The file's name in its folder.</summary>
    public const string FileName = "lesson-budget.json";

    /// <summary>Between the first lesson of one day and the first of the next, by a clock that never jumps.</summary>
    public static readonly TimeSpan ShortestDay = TimeSpan.FromHours(12);

    private readonly Lock _lock = new();
    private readonly string? _path;
    private readonly int _daily;
    private readonly string _boot;
    private readonly TimeProvider _clock;
    private readonly ILogger<EpsilonBudget> _logger;

    /// <summary>Opens the account.</summary>
    /// <param name="folder">Where the file is, or will be; null where there is none: then nothing can be spent.</param>
    /// <param name="daily">What a day may spend, in thousandths.</param>
    /// <param name="boot">Tells this start of the machine from others.</param>
    /// <param name="clock">The clock; its timestamps count from the start of the machine, for every process alike.</param>
    /// <param name="logger">Told when the file cannot be used.</param>
    public EpsilonBudget(string? folder, int daily, string boot, TimeProvider clock, ILogger<EpsilonBudget> logger)
    {
        _path = folder is null ? null : Path.Combine(folder, FileName);
        _daily = daily;
        _boot = boot;
        _clock = clock;
        _logger = logger;
    }

    /// <summary>Whether there is a place to keep the account at all.</summary>
    public bool HasFile => _path is not null;

    private double SecondsSinceBoot => _clock.GetElapsedTime(0, _clock.GetTimestamp()).TotalSeconds;

    /// <summary>Spends, for good.</summary>
    /// <param name="thousandths">How much.</param>
    /// <returns>Whether it was there, and is on the disk as spent.</returns>
    public bool TrySpend(int thousandths)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(thousandths, 1);
        if (_path is null)
        {
            return false;
        }

        lock (_lock)
        {
            try
            {
                var spent = SpentToday(_path);
                if (thousandths > _daily - spent.Thousandths)
                {
                    return false;
                }

                var more = spent with { Thousandths = spent.Thousandths + thousandths };
                DurableFile.Replace(_path, file => JsonSerializer.Serialize(file, more, SpentEpsilonJson.Default.SpentEpsilon));
                return true;
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
            {
                LogUnusable(_path, exception.Message);
                return false;
            }
        }
    }

    /// <exception cref="JsonException">The file is damaged: nobody knows what was spent.</exception>
    private static SpentEpsilon? Read(string path)
    {
        try
        {
            var spent = JsonSerializer.Deserialize(File.ReadAllBytes(path), SpentEpsilonJson.Default.SpentEpsilon);
            return spent is { Thousandths: >= 0 } ? spent : throw new JsonException("It holds no account.");
        }
        catch (FileNotFoundException)
        {
            return null;
        }
        catch (DirectoryNotFoundException)
        {
            return null;
        }
    }

    private SpentEpsilon SpentToday(string path)
    {
        var today = DateOnly.FromDateTime(_clock.GetLocalNow().DateTime);
        var spent = Read(path);
        return spent is not null && !IsOver(spent, today)
            ? spent
            : new SpentEpsilon { Day = today, Thousandths = 0, Boot = _boot, Since = SecondsSinceBoot };
    }

    private bool IsOver(SpentEpsilon spent, DateOnly today) => today > spent.Day
        && (!string.Equals(spent.Boot, _boot, StringComparison.Ordinal) || SecondsSinceBoot - spent.Since >= ShortestDay.TotalSeconds);

    [LoggerMessage(
        5130,
        LogLevel.Error,
        "No lesson is released, since {Path} cannot tell or keep what was spent. Where it is damaged, remove it after the last lesson of a day. {Problem}")]
    private partial void LogUnusable(string path, string problem);
}
