using EdgeMonitor.Contracts;
using EdgeMonitor.Dashboard.History;
using EdgeMonitor.Dashboard.Storage;
using EdgeMonitor.Dashboard.Tests.Support;
using EdgeMonitor.TestSupport;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeMonitor.Dashboard.Tests.Storage;

/// <summary>What the history promises, whichever database keeps it.</summary>
public abstract class HistoryContract : IAsyncLifetime
{
    private static readonly DateTimeOffset Start = new(2026, 9, 7, 8, 0, 0, TimeSpan.Zero);
    private static readonly DeviceAddress Device = new("north", "room-12", "cam-1");
    private static readonly RoomAddress Room = RoomAddress.Of(Device);

    private readonly ManualTimeProvider _time = new(Start);
    private TemporaryDatabase _temporary = null!;
    private Database _database = null!;
    private HistoryReader _reader = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _temporary = new TemporaryDatabase(await NewPlaceAsync());
        _database = await _temporary.OpenAsync();
        _reader = new HistoryReader(_database);
    }

    public async ValueTask DisposeAsync()
    {
        await _temporary.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Migrate_AgainAndBySeveralAtOnce_ChangesNothing()
    {
        await SaveAsync(Number(1));

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => _temporary.OpenAsync()));

        Assert.Equal(1, await _reader.CountAsync(Cancellation));
    }

    [Fact]
    public async Task Migrate_DatabaseOfANewerProgram_IsRefused()
    {
        await ExecuteAsync("INSERT INTO schema_version (version) VALUES (1000)");

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(_temporary.OpenAsync);

        Assert.Contains("newer program", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Save_WindowWithFigures_ComesBackAsItWas()
    {
        var window = Samples.Window(Start, 7, attentive: 0.75);

        await SaveAsync(window);

        Assert.Equal(new DeviceWindow("cam-1", window), Assert.Single(await AllAsync()));
    }

    [Theory]
    [InlineData(WindowStatus.Suppressed)]
    [InlineData(WindowStatus.Closed)]
    [InlineData(WindowStatus.NoSignal)]
    [InlineData(WindowStatus.LowLight)]
    public async Task Save_WindowWithoutFigures_ComesBackWithoutAny(WindowStatus status)
    {
        var window = Samples.Window(Start, 7, status);

        await SaveAsync(window);

        Assert.Equal(window, Assert.Single(await AllAsync()).Window);
    }

    [Fact]
    public async Task Save_ClosedWindow_KeepsItsCauses()
    {
        await SaveAsync(Samples.Window(Start, 7, WindowStatus.Closed) with { ClosedBy = [ClosingCause.Switch, ClosingCause.Schedule] });

        Assert.Equal([ClosingCause.Switch, ClosingCause.Schedule], Assert.Single(await AllAsync()).Window.ClosedBy!);
    }

    [Fact]
    public async Task Save_AnyOrderAndRepetition_KeepsEachWindowOnceInOrder()
    {
        int[] arrivals = [7, 3, 3, 9, 1, 7, 0, 9, 2];

        var results = await SaveAsync([.. arrivals.Select(Number)]);

        Assert.Equal([0L, 1, 2, 3, 7, 9], (await AllAsync()).Select(one => one.Window.Sequence));
        Assert.Equal([false, false, true, false, false, true, false, true, false], results.Select(one => one == StoreResult.Duplicate));
        Assert.Equal(StoreResult.Duplicate, Assert.Single(await SaveAsync(Number(2))));
    }

    [Fact]
    public async Task Save_SameSequenceOfAnotherDevice_IsNoDuplicate()
    {
        var results = await SaveAsync(
            new WindowReport(Device, Start, Number(1)),
            new WindowReport(new DeviceAddress("north", "room-12", "cam-2"), Start, Number(1)));

        Assert.All(results, result => Assert.Equal(StoreResult.Stored, result));
        Assert.Equal(["cam-1", "cam-2"], (await AllAsync()).Select(one => one.Device));
    }

    [Fact]
    public async Task Save_MoreDevicesThanAllowed_RefusesTheLast()
    {
        var reports = Enumerable.Range(0, _temporary.Options.MaximumDevices + 1)
            .Select(number => new WindowReport(new DeviceAddress("north", $"room-{number}", "cam-1"), Start, Number(number)));

        var results = await SaveAsync([.. reports]);

        Assert.Equal(StoreResult.TooManyDevices, results[^1]);
        Assert.Equal(_temporary.Options.MaximumDevices, (await _reader.DevicesAsync(Cancellation)).Count);
    }

    [Fact]
    public async Task Save_Release_ComesBackOnceAsItWas()
    {
        var release = Samples.Release(Start, Start.AddMinutes(45));
        var report = new ReleaseReport(Device, Start, release);

        Assert.Equal([StoreResult.Stored, StoreResult.Duplicate], await SaveAsync(report, report));
        Assert.Equal(release, Assert.Single(await ReleasesAsync(Room)));
        Assert.Empty(await ReleasesAsync(new RoomAddress("north", "nowhere")));
        Assert.Empty(await _reader.ReleasesAsync(Room, Start.AddMinutes(45), Start.AddHours(2), Cancellation));
    }

    [Fact]
    public async Task Save_SeveralInstancesAtOnce_KeepEachWindowOnce()
    {
        var reports = Enumerable.Range(0, 40)
            .Select(number => new WindowReport(new DeviceAddress("north", $"room-{number % 3}", "cam-1"), Start, Number(number)))
            .ToList();
        var others = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => _temporary.OpenAsync()));

        var results = await Task.WhenAll(others.Select(other => Task.Run(async () =>
        {
            var stored = 0;
            foreach (var batch in reports.OrderBy(_ => Random.Shared.Next()).Chunk(7))
            {
                var answers = await _temporary.NewWriter(other).SaveAsync(batch, Cancellation);
                stored += answers.Count(answer => answer == StoreResult.Stored);
            }

            return stored;
        })));

        Assert.Equal(reports.Count, results.Sum());
        Assert.Equal(reports.Count, await _reader.CountAsync(Cancellation));
    }

    [Fact]
    public async Task Windows_BetweenTwoTimes_AreThoseThatOverlap()
    {
        await SaveAsync([.. Enumerable.Range(0, 10).Select(Number)]);

        var some = await _reader.WindowsAsync(Room, Start.AddSeconds(31), Start.AddSeconds(90), Cancellation);

        Assert.Equal([1L, 2], some.Select(one => one.Window.Sequence));
        Assert.Empty(await _reader.WindowsAsync(new RoomAddress("north", "nowhere"), Start, Start.AddDays(1), Cancellation));
    }

    [Fact]
    public async Task Loader_AfterARestart_KnowsStateAndNewestWindows()
    {
        await SaveAsync(
            new WindowReport(Device, Start.AddSeconds(40), Number(0)),
            new HealthReport(Device, Start.AddSeconds(50), Samples.Health(Start)),
            new AvailabilityReport(Device, null, Availability.Offline),
            new CollectionReport(Device, Samples.Collection()),
            new WindowReport(Device, Start.AddSeconds(5), Number(1)));

        var rooms = new LiveRooms();
        await NewLoader(rooms).RefreshAsync(Cancellation);

        var device = Assert.Single(rooms.Find(Room)!.Devices);
        Assert.Equal((Availability.Offline, Start.AddSeconds(50)), (device.Availability, device.LastSeen));
        Assert.Equal("attention.rounding.people", Assert.Single(device.Collection!.Settings).Key);
        Assert.Equal(54.2, device.Health!.TemperatureCelsius);
        Assert.Equal(1, device.Latest!.Sequence);
        Assert.Equal(2, rooms.Newest(Room).Count);
    }

    [Fact]
    public async Task Loader_AnotherInstanceStoresAndForgets_Follows()
    {
        var rooms = new LiveRooms();
        var loader = NewLoader(rooms);
        await loader.RefreshAsync(Cancellation);
        await SaveAsync(Number(0));
        await loader.RefreshAsync(Cancellation);
        await SaveAsync(Number(5));
        await SaveAsync(Number(2));
        await loader.RefreshAsync(Cancellation);

        Assert.Equal([0L, 2, 5], rooms.Newest(Room).Select(one => one.Window.Sequence));

        await _temporary.NewRetention(_database, _time).ForgetAsync(Room, Cancellation);
        await loader.RefreshAsync(Cancellation);
        Assert.Null(rooms.Find(Room));
    }

    [Fact]
    public async Task Retention_OldWindows_BecomeTheirHourlyMeans()
    {
        await SaveAsync(
            Samples.Window(Start, 0, attentive: 0.5, people: 10),
            Samples.Window(Start.AddSeconds(30), 1, attentive: 1, people: 30),
            Samples.Window(Start.AddSeconds(60), 2, WindowStatus.Suppressed),
            Samples.Window(Start.AddHours(1), 3, WindowStatus.Closed));
        var before = await HoursAsync();

        _time.Advance(TimeSpan.FromDays(_temporary.Options.WindowDays) + TimeSpan.FromHours(2));
        var result = await EnforceAsync();

        Assert.Equal(4, result.Windows);
        Assert.Empty(await AllAsync());
        Assert.Equal(before, await HoursAsync());
        Assert.Collection(
            before,
            first =>
            {
                Assert.Equal((Start, TimeSpan.FromSeconds(90), TimeSpan.FromSeconds(60)), (first.Start, first.Watched, first.WithFigures));
                Assert.Equal((20.0, 0.75, 0.5, 1.0), (first.People, first.AttentiveShare, first.Lowest, first.Highest));
            },
            second => Assert.Equal((null, null, null), (second.People, second.AttentiveShare, second.VisibleShare)));
    }

    [Fact]
    public async Task Retention_HourThatIsPartlyOldEnough_StaysWhole()
    {
        await SaveAsync(Number(0), Number(100));

        _time.Advance(TimeSpan.FromDays(_temporary.Options.WindowDays) + TimeSpan.FromMinutes(30));
        await EnforceAsync();

        Assert.Equal(2, (await AllAsync()).Count);
    }

    [Fact]
    public async Task Retention_BacklogOfASummedUpTime_IsTooOld()
    {
        await SaveAsync(Number(0));
        _time.Advance(TimeSpan.FromDays(_temporary.Options.WindowDays) + TimeSpan.FromHours(2));
        await EnforceAsync();

        Assert.Equal(StoreResult.TooOld, Assert.Single(await SaveAsync(Number(0))));
        Assert.Equal(TimeSpan.FromSeconds(30), Assert.Single(await HoursAsync()).Watched);

        // A clock that was wrong does not open the past again.
        await _temporary.NewRetention(_database, new ManualTimeProvider(Start)).EnforceAsync(Cancellation);
        Assert.Equal(StoreResult.TooOld, Assert.Single(await SaveAsync(Number(1))));
    }

    [Fact]
    public async Task Retention_OldHours_AreDeleted()
    {
        await SaveAsync(Number(0));

        _time.Advance(TimeSpan.FromDays(_temporary.Options.HourDays) + TimeSpan.FromHours(2));
        await EnforceAsync();

        Assert.Empty(await HoursAsync());
        Assert.True((await EnforceAsync()).IsEmpty);
    }

    [Fact]
    public async Task Retention_Release_StaysAsLongAsHoursAndDoesNotComeBack()
    {
        var retained = new ReleaseReport(Device, Start, Samples.Release(Start, Start.AddMinutes(45)));
        await SaveAsync(retained);

        _time.Advance(TimeSpan.FromDays(_temporary.Options.WindowDays) + TimeSpan.FromHours(2));
        await EnforceAsync();
        Assert.Equal([StoreResult.Duplicate], await SaveAsync(retained));
        Assert.Single(await ReleasesAsync(Room));

        _time.Advance(TimeSpan.FromDays(_temporary.Options.HourDays));
        Assert.Equal(1, (await EnforceAsync()).Releases);
        Assert.Equal([StoreResult.TooOld], await SaveAsync(retained));
        Assert.Empty(await ReleasesAsync(Room));
    }

    [Fact]
    public async Task Forget_Room_TakesItsRetainedReleaseNotBack()
    {
        var retained = new ReleaseReport(Device, Start, Samples.Release(Start, Start.AddMinutes(45)));
        await SaveAsync(retained);
        _time.Advance(TimeSpan.FromMinutes(1));

        await _temporary.NewRetention(_database, _time).ForgetAsync(Room, Cancellation);

        Assert.Equal([StoreResult.TooOld], await SaveAsync(retained));
        Assert.Empty(await ReleasesAsync(Room));
    }

    [Fact]
    public async Task Forget_Room_LeavesNothingAndTakesNoBacklogBack()
    {
        var other = new DeviceAddress("north", "room-13", "cam-1");
        await SaveAsync(new WindowReport(Device, Start, Number(0)), new WindowReport(other, Start, Number(0)));
        _time.Advance(TimeSpan.FromMinutes(1));

        await _temporary.NewRetention(_database, _time).ForgetAsync(Room, Cancellation);

        Assert.Empty(await AllAsync());
        Assert.Single(await _reader.WindowsAsync(RoomAddress.Of(other), Start, Start.AddDays(1), Cancellation));
        Assert.Equal(StoreResult.TooOld, Assert.Single(await SaveAsync(Number(1))));
        Assert.Equal(StoreResult.Stored, Assert.Single(await SaveAsync(Number(2))));
    }

    /// <summary>Where a new, empty database is.</summary>
    protected abstract Task<string?> NewPlaceAsync();

    private static RoomAggregate Number(int number) =>
        Samples.Window(Start + (number * Samples.Length), number, attentive: 0.05 * (number % 20));

    private HistoryLoader NewLoader(LiveRooms rooms) =>
        new(_database, _reader, rooms, _time, NullLogger<HistoryLoader>.Instance);

    private Task<IReadOnlyList<StoreResult>> SaveAsync(params RoomAggregate[] windows) =>
        SaveAsync([.. windows.Select(window => new WindowReport(Device, window.WindowEnd, window))]);

    private Task<IReadOnlyList<StoreResult>> SaveAsync(params DeviceReport[] reports) =>
        _temporary.NewWriter(_database).SaveAsync(reports, Cancellation);

    private Task<IReadOnlyList<DeviceWindow>> AllAsync() =>
        _reader.WindowsAsync(Room, Start.AddDays(-1), Start.AddDays(1), Cancellation);

    private Task<IReadOnlyList<LessonRelease>> ReleasesAsync(RoomAddress room) =>
        _reader.ReleasesAsync(room, Start.AddDays(-1), Start.AddDays(1), Cancellation);

    private Task<IReadOnlyList<DeviceHour>> HoursAsync() =>
        _reader.HoursAsync(Room, Start.AddDays(-1), Start.AddDays(1), Cancellation);

    private Task<RetentionResult> EnforceAsync() => _temporary.NewRetention(_database, _time).EnforceAsync(Cancellation);

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = await _database.OpenAsync(Cancellation);
        await connection.ExecuteAsync(sql, Cancellation);
    }
}
