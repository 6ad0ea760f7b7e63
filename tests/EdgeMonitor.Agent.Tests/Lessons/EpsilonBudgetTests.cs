using EdgeMonitor.Agent.Lessons;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeMonitor.Agent.Tests.Lessons;

/// <summary>The account on a real disk, over restarts and with a clock that is set.</summary>
public sealed class EpsilonBudgetTests : IDisposable
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private readonly TemporaryFile _folder = new("", "unused");
    private readonly TwoClocks _clock = new();

    private string File => Path.Combine(_folder.Folder, EpsilonBudget.FileName);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void TrySpend_UpToTheDay_IsGrantedAndThenRefusedUntilTheNext()
    {
        var budget = Open();

        Assert.True(budget.TrySpend(600));
        Assert.False(budget.TrySpend(401));
        Assert.True(budget.TrySpend(400));
        Assert.False(budget.TrySpend(1));
        _clock.Run(Day);
        Assert.True(budget.TrySpend(1000));
    }

    /// <summary>Every grant is on the disk before it is given: whoever is killed right after it has spent it.</summary>
    [Fact]
    public void TrySpend_AfterARestart_RemembersWhatWasSpent()
    {
        Assert.True(Open().TrySpend(600));

        Assert.False(Open().TrySpend(600));
        Assert.True(Open().TrySpend(400));
    }

    [Fact]
    public void TrySpend_ClockSetForward_GrantsNothingNew()
    {
        Assert.True(Open().TrySpend(1000));
        for (var days = 0; days < 3; days++)
        {
            _clock.Set(Day);
            Assert.False(Open().TrySpend(1));
        }
    }

    [Fact]
    public void TrySpend_ClockSetForwardAndBackAgain_NeverGrantsMoreThanABudgetInTwelveHours()
    {
        var granted = 0;
        for (var hour = 0; hour < 12; hour++)
        {
            _clock.Set(hour % 2 == 0 ? Day : -Day);
            granted += Open().TrySpend(500) ? 500 : 0;
            _clock.Run(TimeSpan.FromMinutes(59));
        }

        Assert.Equal(1000, granted);
    }

    /// <summary>It takes its time for the calendar to come back to a day that is not over.</summary>
    [Fact]
    public void TrySpend_ClockSetBackForADay_GrantsNothingNew()
    {
        Assert.True(Open().TrySpend(1000));
        _clock.Set(-Day);
        _clock.Run(20 * Hour);

        Assert.False(Open().TrySpend(1));
    }

    [Fact]
    public void TrySpend_MachineStartedAnewOnTheSameDay_GrantsNothingNew()
    {
        Assert.True(Open().TrySpend(1000));
        _clock.Boot();

        Assert.False(Open("another boot").TrySpend(1));
    }

    [Fact]
    public void TrySpend_MachineStartedAnewOnTheNextDay_GrantsTheNewBudget()
    {
        Assert.True(Open().TrySpend(1000));
        _clock.Run(18 * Hour);
        _clock.Boot();

        Assert.True(Open("another boot").TrySpend(1000));
    }

    [Fact]
    public void TrySpend_EveningAndNextMorning_AreTwoDays()
    {
        _clock.Run(11 * Hour);
        Assert.True(Open().TrySpend(1000));
        _clock.Run(13 * Hour);

        Assert.True(Open().TrySpend(1000));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("nonsense")]
    [InlineData("""{"day":"2026-09-07","thousandths":-600,"boot":"b","since":1}""")]
    [InlineData("""{"day":"2026-09-07","boot":"b","since":1}""")]
    [InlineData("""{"day":"2026-09-07","thousandths":6,"boot":"b","since":1,"thousandths":0}""")]
    public void TrySpend_FileThatIsDamaged_IsRefusedAndTheFileIsLeft(string content)
    {
        System.IO.File.WriteAllText(File, content);

        Assert.False(Open().TrySpend(1));
        Assert.Equal(content, System.IO.File.ReadAllText(File));
    }

    [Fact]
    public void TrySpend_WhereNothingCanBeKept_IsRefused()
    {
        Directory.CreateDirectory(File);

        Assert.False(Open().TrySpend(1));
    }

    [Fact]
    public void TrySpend_WithoutAFolder_IsRefused()
    {
        var budget = new EpsilonBudget(folder: null, 1000, "boot", _clock, NullLogger<EpsilonBudget>.Instance);

        Assert.False(budget.HasFile);
        Assert.False(budget.TrySpend(1));
    }

    /// <summary>Several at once, as if two commands came together.</summary>
    [Fact]
    public void TrySpend_FromManyThreads_NeverGrantsMoreThanTheDay()
    {
        var budget = Open();
        var granted = 0;

        Parallel.For(0, 40, _ => Interlocked.Add(ref granted, budget.TrySpend(100) ? 100 : 0));

        Assert.Equal(1000, granted);
    }

    private EpsilonBudget Open(string boot = "boot") => new(_folder.Folder, daily: 1000, boot, _clock, NullLogger<EpsilonBudget>.Instance);
}
