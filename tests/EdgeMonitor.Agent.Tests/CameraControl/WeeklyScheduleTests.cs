using System.Globalization;
using EdgeMonitor.Agent.CameraControl;
using EdgeMonitor.Contracts;
using EdgeMonitor.TestSupport;
using FsCheck;
using FsCheck.Fluent;

namespace EdgeMonitor.Agent.Tests.CameraControl;

/// <summary>The clocks of Berlin: forward on 2026-03-29 at 02:00, back on 2026-10-25 at 03:00.</summary>
public sealed class WeeklyScheduleTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    private static readonly string[] Zones = ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC"];

    private static readonly string[] Hours =
        ["mon-fri 07:30-16:00", "sun 00:00-24:00", "sat-mon 01:30-02:30", "wed 02:15-02:45", "tue,thu 23:59-24:00", "sun 02:00-03:00"];

    [Theory]
    [InlineData("2026-09-07T05:29:59Z", false)]
    [InlineData("2026-09-07T05:30:00Z", true)]
    [InlineData("2026-09-07T13:59:59Z", true)]
    [InlineData("2026-09-07T14:00:00Z", false)]
    [InlineData("2026-12-07T06:29:59Z", false)]
    [InlineData("2026-12-07T06:30:00Z", true)]
    [InlineData("2026-09-06T08:00:00Z", false)]
    public void IsOpenAt_WorkingDays_FollowsTheClockOnTheWallInSummerAndWinter(string time, bool expected) =>
        Assert.Equal(expected, Schedule(["mon-fri 07:30-16:00"]).IsOpenAt(Time(time)));

    [Theory]
    [InlineData("2026-03-29T00:59:59Z", false)]
    [InlineData("2026-03-29T01:00:00Z", true)]
    [InlineData("2026-03-29T01:29:59Z", true)]
    [InlineData("2026-03-29T01:30:00Z", false)]
    public void IsOpenAt_HourThatIsSkipped_OpensWithWhatIsLeftOfIt(string time, bool expected) =>
        Assert.Equal(expected, Schedule(["sun 02:10-03:30"]).IsOpenAt(Time(time)));

    [Fact]
    public void IsOpenAt_HoursWithinTheHourThatIsSkipped_StaysClosedAllDay()
    {
        var schedule = Schedule(["sun 02:10-02:50"]);

        Assert.DoesNotContain(true, MinutesOf("2026-03-28T22:00:00Z", 26 * 60).Select(schedule.IsOpenAt));
        Assert.Equal(40, MinutesOf("2026-03-21T22:00:00Z", 26 * 60).Count(schedule.IsOpenAt));
    }

    [Theory]
    [InlineData("2026-10-25T00:09:59Z", false)]
    [InlineData("2026-10-25T00:10:00Z", true)]
    [InlineData("2026-10-25T00:50:00Z", false)]
    [InlineData("2026-10-25T01:09:59Z", false)]
    [InlineData("2026-10-25T01:10:00Z", true)]
    [InlineData("2026-10-25T01:50:00Z", false)]
    public void IsOpenAt_HourThatComesTwice_CountsTwice(string time, bool expected) =>
        Assert.Equal(expected, Schedule(["sun 02:10-02:50"]).IsOpenAt(Time(time)));

    [Theory]
    [InlineData("2026-12-23T22:59:59Z", true)]
    [InlineData("2026-12-23T23:00:00Z", false)]
    [InlineData("2027-01-06T22:59:59Z", false)]
    [InlineData("2027-01-06T23:00:00Z", true)]
    public void IsOpenAt_Holidays_AreDaysOfTheZone(string time, bool expected) =>
        Assert.Equal(expected, Schedule(["mon-sun 00:00-24:00"], "2026-12-24/2027-01-06", "2026-10-03").IsOpenAt(Time(time)));

    [Theory]
    [InlineData("2026-09-04T14:00:00Z", "2026-09-07T05:30:00Z")]
    [InlineData("2026-09-07T04:00:30Z", "2026-09-07T05:30:00Z")]
    [InlineData("2026-12-23T20:00:00Z", "2027-01-07T06:30:00Z")]
    public void NextOpening_Closed_IsWhenItOpens(string time, string expected) =>
        Assert.Equal(Time(expected), Schedule(["mon-fri 07:30-16:00"], "2026-12-24/2027-01-06").NextOpening(Time(time)));

    [Fact]
    public void NextOpening_HolidaysForLonger_IsUnknown() =>
        Assert.Null(Schedule(["mon-fri 07:30-16:00"], "2026-01-01/2030-12-31").NextOpening(Time("2026-09-07T08:00:00Z")));

    /// <summary>The definition, spelt out with the parts of the local time instead of with the type's own arithmetic.</summary>
    [Fact]
    public void IsOpenAt_AnyTimeAndZone_IsWhatTheClockOnTheWallSays() => Prop.ForAll(Moments.ToArbitrary(), moment =>
    {
        var (time, zone, hours) = moment;
        var local = TimeZoneInfo.ConvertTime(time, zone);
        var expected = hours switch
        {
            "mon-fri 07:30-16:00" => local.DayOfWeek is >= DayOfWeek.Monday and <= DayOfWeek.Friday && Within(local, 7, 30, 16, 0),
            "sun 00:00-24:00" => local.DayOfWeek is DayOfWeek.Sunday,
            "sat-mon 01:30-02:30" => local.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday or DayOfWeek.Monday && Within(local, 1, 30, 2, 30),
            "wed 02:15-02:45" => local.DayOfWeek is DayOfWeek.Wednesday && Within(local, 2, 15, 2, 45),
            "tue,thu 23:59-24:00" => local.DayOfWeek is DayOfWeek.Tuesday or DayOfWeek.Thursday && Within(local, 23, 59, 24, 0),
            _ => local.DayOfWeek is DayOfWeek.Sunday && Within(local, 2, 0, 3, 0),
        };
        return Schedule([hours], zone).IsOpenAt(time) == expected;
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    [Fact]
    public void NextOpening_AnyTime_IsOpenAndNothingBeforeItIs() => Prop.ForAll(Moments.ToArbitrary(), moment =>
    {
        var (time, zone, hours) = moment;
        var schedule = Schedule([hours], zone);
        var opening = schedule.NextOpening(time)!.Value;
        var minute = time.AddSeconds(-time.Second).AddMinutes(1);
        var skipped = Enumerable.Range(0, (int)(opening - minute).TotalMinutes).Select(step => minute.AddMinutes(step));
        return schedule.IsOpenAt(opening) && !skipped.Any(schedule.IsOpenAt);
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("mon-fri 7:30-16:00")]
    [InlineData("mon-fri 07:30-07:30")]
    [InlineData("mon-fri 16:00-07:30")]
    [InlineData("mon-fri 07:60-16:00")]
    [InlineData("mon-fri 07:30-24:01")]
    [InlineData("monday 07:30-16:00")]
    [InlineData("mon-wed-fri 07:30-16:00")]
    [InlineData("mon 07:30")]
    [InlineData("mon, tue 07:30-16:00")]
    [InlineData("Mon 07:30-16:00")]
    [InlineData("mon -7:30-16:00")]
    [InlineData("")]
    public void OpeningHours_OtherText_IsNotTaken(string text) => Assert.False(OpeningHours.TryParse(text, out _));

    [Theory]
    [InlineData("2026-12-24/2026-12-23")]
    [InlineData("24.12.2026")]
    [InlineData("2026-02-29")]
    [InlineData("2026-12-24/2026-12-25/2026-12-26")]
    [InlineData("")]
    public void Holiday_OtherText_IsNotTaken(string text) => Assert.False(Holiday.TryParse(text, out _));

    [Fact]
    public void OpeningHours_AnyText_NeverThrows() =>
        Prop.ForAll<string>(text => OpeningHours.TryParse(text ?? "", out _) | Holiday.TryParse(text ?? "", out _) | true).QuickCheckThrowOnFailure();

    [Fact]
    public void ScheduleWatch_TimePasses_TellsTheGateWithTheTimeOfOpening()
    {
        var clock = new ManualTimeProvider(Time("2026-12-07T06:29:58Z"));
        var gate = new CameraGate([GateSource.Schedule]);
        var watch = new ScheduleWatch(Schedule(["mon-fri 07:30-16:00"]), gate, clock);
        watch.Look();
        Assert.Equal([ClosingCause.Schedule], gate.State.Causes);
        Assert.Equal("The schedule keeps it closed until 2026-12-07 07:30 (Europe/Berlin).", gate.State.Reason);

        clock.Advance(TimeSpan.FromSeconds(2));
        watch.Look();
        Assert.True(gate.State.IsOpen);

        clock.Advance(TimeSpan.FromHours(9));
        watch.Look();
        Assert.Contains("until 2026-12-08 07:30", gate.State.Reason, StringComparison.Ordinal);
    }

    /// <summary>Half of them near a change of the clocks, where the mistakes are.</summary>
    private static Gen<(DateTimeOffset Time, TimeZoneInfo Zone, string Hours)> Moments
    {
        get
        {
            var anywhere = Gen.Choose(0, 366 * 86400).Select(seconds => Time("2026-01-01T00:00:00Z").AddSeconds(seconds));
            string[] changes = ["2026-03-08T07:00:00Z", "2026-03-29T01:00:00Z", "2026-04-04T15:00:00Z", "2026-10-25T01:00:00Z", "2026-11-01T06:00:00Z"];
            var nearAChange = Gen.Zip(Gen.Elements(changes), Gen.Choose(-10_800, 10_800)).Select(near => Time(near.Item1).AddSeconds(near.Item2));
            return Gen.Zip(Gen.OneOf(anywhere, nearAChange), Gen.Zip(Gen.Elements(Zones), Gen.Elements(Hours)))
                .Select(parts => (parts.Item1, TimeZoneInfo.FindSystemTimeZoneById(parts.Item2.Item1), parts.Item2.Item2));
        }
    }

    private static bool Within(DateTimeOffset local, int hour, int minute, int endHour, int endMinute)
    {
        var minutes = 60 * local.Hour + local.Minute;
        return minutes >= 60 * hour + minute && minutes < 60 * endHour + endMinute;
    }

    private static IEnumerable<DateTimeOffset> MinutesOf(string start, int count) =>
        Enumerable.Range(0, count).Select(minute => Time(start).AddMinutes(minute));

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private static WeeklySchedule Schedule(string[] hours, params string[] holidays) => Schedule(hours, Berlin, holidays);

    private static WeeklySchedule Schedule(string[] hours, TimeZoneInfo zone, params string[] holidays) =>
        new ScheduleOptions { Open = hours, Holidays = holidays, TimeZone = zone.Id }.ToSchedule()!;
}
