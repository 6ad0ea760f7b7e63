using EdgeMonitor.Dashboard.Accounts;
using EdgeMonitor.Dashboard.Audit;
using EdgeMonitor.Dashboard.History;
using EdgeMonitor.Dashboard.Lessons;
using EdgeMonitor.Dashboard.Tests.Support;
using EdgeMonitor.TestSupport;
using Microsoft.Extensions.Options;

namespace EdgeMonitor.Dashboard.Tests.Accounts;

/// <summary>Accounts, the record of who looked at what, and lessons, whichever database keeps them.</summary>
public abstract class AccountsContract : IAsyncLifetime
{
    private const string Password = "correct horse";

    private readonly ManualTimeProvider _time = new();
    private TemporaryDatabase _temporary = null!;
    private AccountStore _accounts = null!;
    private AuditLog _audit = null!;
    private SignInDesk _desk = null!;
    private LessonBook _lessons = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _temporary = new TemporaryDatabase(await NewPlaceAsync());
        var database = await _temporary.OpenAsync();
        _accounts = new AccountStore(database);
        _audit = new AuditLog(database, _time);
        _desk = new SignInDesk(_accounts, _audit, Options.Create(new AccountOptions()), _time);
        _lessons = new LessonBook(database, _time);
    }

    public async ValueTask DisposeAsync()
    {
        await _temporary.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Add_Account_IsFoundWithRolesAndRoomsInAnyCase()
    {
        Assert.True(await _accounts.AddAsync("Alex", Password, [Role.Teacher, Role.Privacy], ["north/*"], Cancellation));

        var account = await _accounts.FindAsync(" ALEX ", Cancellation);

        Assert.Equal("alex", account!.Name);
        Assert.Equal([Role.Teacher, Role.Privacy], account.Roles);
        Assert.Equal(["north/*"], account.Rooms);
        Assert.False(await _accounts.AddAsync("alex", Password, [Role.Admin], [], Cancellation));
    }

    [Fact]
    public async Task SaveExternal_NewKnownAndForeignName_IsMadeChangedAndRefused()
    {
        await _accounts.AddAsync("kim", Password, [Role.Admin], [], Cancellation);

        var made = await _accounts.SaveExternalAsync("issuer 1", "alex", [Role.Teacher], ["north/*"], Cancellation);
        var changed = await _accounts.SaveExternalAsync("issuer 1", "alexa", [Role.Facility], [], Cancellation);

        Assert.True(made!.IsExternal);
        Assert.Equal(("alexa", made.Stamp), (changed!.Name, changed.Stamp));
        Assert.Equal([Role.Facility], changed.Roles);
        Assert.Null(await _accounts.FindAsync("alex", Cancellation));
        Assert.Null(await _accounts.SaveExternalAsync("issuer 2", "alexa", [Role.Admin], [], Cancellation));
        Assert.Null(await _accounts.SaveExternalAsync("issuer 2", "kim", [Role.Admin], [], Cancellation));
    }

    [Fact]
    public async Task ExternalAccount_PasswordsAndChangesHere_AreRefused()
    {
        await _accounts.SaveExternalAsync("issuer 1", "alex", [Role.Teacher], ["north/*"], Cancellation);

        Assert.Null((await _desk.TryAsync("alex", string.Empty, Cancellation)).Account);
        Assert.False(await _accounts.SetPasswordAsync("alex", Password, Cancellation));
        Assert.False(await _accounts.ChangeAsync("alex", [Role.Admin], [], Cancellation));
        Assert.Null((await _desk.TryAsync("alex", Password, Cancellation)).Account);
        await _accounts.RemoveExternalAsync("issuer 1", Cancellation);
        Assert.Null(await _accounts.FindAsync("alex", Cancellation));
    }

    [Fact]
    public async Task TryAsync_RightPassword_LetsInAndIsNoted()
    {
        await _accounts.AddAsync("alex", Password, [Role.Admin], [], Cancellation);

        var (account, mistake) = await _desk.TryAsync("Alex", Password, Cancellation);

        Assert.Equal(("alex", null), (account!.Name, mistake));
        Assert.Equal(AuditAction.SignedIn, Assert.Single(await _audit.NewestAsync(9, Cancellation)).Action);
    }

    [Fact]
    public async Task TryAsync_WrongPasswordAndUnknownName_AreToldTheSame()
    {
        await _accounts.AddAsync("alex", Password, [Role.Admin], [], Cancellation);

        var wrong = await _desk.TryAsync("alex", "guess", Cancellation);
        var unknown = await _desk.TryAsync("nobody", "guess", Cancellation);

        Assert.Null(wrong.Account);
        Assert.Equal(wrong, unknown);
        Assert.Equal("alex", Assert.Single(await _audit.NewestAsync(9, Cancellation)).Account);
    }

    [Fact]
    public async Task TryAsync_TooManyWrongPasswords_LocksForAWhile()
    {
        await _accounts.AddAsync("alex", Password, [Role.Admin], [], Cancellation);
        for (var attempt = 0; attempt < new AccountOptions().AllowedFailures; attempt++)
        {
            await _desk.TryAsync("alex", "guess", Cancellation);
        }

        Assert.Contains("Too many", (await _desk.TryAsync("alex", Password, Cancellation)).Mistake!, StringComparison.Ordinal);

        _time.Advance(TimeSpan.FromMinutes(new AccountOptions().LockMinutes));
        Assert.NotNull((await _desk.TryAsync("alex", Password, Cancellation)).Account);
    }

    [Fact]
    public async Task SetPassword_ChangesTheStampAndUnlocks()
    {
        await _accounts.AddAsync("alex", Password, [Role.Admin], [], Cancellation);
        var before = await _accounts.FindAsync("alex", Cancellation);

        Assert.True(await _accounts.SetPasswordAsync("alex", "another password", Cancellation));

        Assert.NotEqual(before!.Stamp, (await _accounts.FindAsync("alex", Cancellation))!.Stamp);
        Assert.NotNull((await _desk.TryAsync("alex", "another password", Cancellation)).Account);
        Assert.False(await _accounts.SetPasswordAsync("nobody", Password, Cancellation));
    }

    [Fact]
    public async Task NewToken_IsFoundUntilTheNextOne()
    {
        await _accounts.AddAsync("grafana", Password, [Role.Facility], [], Cancellation);
        var first = await _accounts.NewTokenAsync("grafana", Cancellation);
        Assert.Equal("grafana", (await _accounts.FindByTokenAsync(first!, Cancellation))!.Name);

        await _accounts.NewTokenAsync("grafana", Cancellation);

        Assert.Null(await _accounts.FindByTokenAsync(first!, Cancellation));
        Assert.Null(await _accounts.NewTokenAsync("nobody", Cancellation));
    }

    [Fact]
    public async Task Looked_AgainAtOnce_IsOneLook()
    {
        await _audit.LookedAsync("alex", AuditAction.SawRoom, "north/room-12", Cancellation);
        await _audit.LookedAsync("alex", AuditAction.SawRoom, "north/room-12", Cancellation);
        await _audit.LookedAsync("alex", AuditAction.SawRoom, "north/room-13", Cancellation);
        _time.Advance(TimeSpan.FromMinutes(11));
        await _audit.LookedAsync("alex", AuditAction.SawRoom, "north/room-12", Cancellation);

        Assert.Equal(
            ["north/room-12", "north/room-13", "north/room-12"],
            (await _audit.NewestAsync(9, Cancellation)).Select(entry => entry.Subject));
    }

    [Fact]
    public async Task Lesson_StartedMarkedAndEnded_IsReadBack()
    {
        var room = new RoomAddress("north", "room-12");
        var start = _time.GetUtcNow();
        Assert.False(await _lessons.MarkAsync(room, "Video", Cancellation));
        await _lessons.StartAsync(room, " 8b ", "alex", Cancellation);
        _time.Advance(TimeSpan.FromMinutes(5));
        Assert.True(await _lessons.MarkAsync(room, "Video", Cancellation));
        Assert.Single((await _lessons.RunningAsync(room, Cancellation))!.Markers);
        _time.Advance(TimeSpan.FromMinutes(5));
        await _lessons.EndAsync(room, Cancellation);

        var lesson = Assert.Single(await _lessons.NewestAsync(room, 9, Cancellation));
        Assert.Null(await _lessons.RunningAsync(room, Cancellation));
        Assert.Equal(("8b", "alex", start, start.AddMinutes(10)), (lesson.Title, lesson.Teacher, lesson.Start, lesson.End));
        Assert.Equal([new Marker(start.AddMinutes(5), "Video")], lesson.Markers);
    }

    [Fact]
    public async Task Lesson_ForgottenOne_EndsByItself()
    {
        var room = new RoomAddress("north", "room-12");
        await _lessons.StartAsync(room, "8b", "alex", Cancellation);
        _time.Advance(LessonBook.LongestLesson + TimeSpan.FromMinutes(1));

        Assert.Null(await _lessons.RunningAsync(room, Cancellation));
        await _lessons.StartAsync(room, "9a", "alex", Cancellation);

        var lessons = await _lessons.NewestAsync(room, 9, Cancellation);
        Assert.Equal(["9a", "8b"], lessons.Select(lesson => lesson.Title));
        Assert.Equal(LessonBook.LongestLesson, lessons[1].End - lessons[1].Start);
    }

    /// <summary>Where a new, empty database is.</summary>
    protected abstract Task<string?> NewPlaceAsync();
}
