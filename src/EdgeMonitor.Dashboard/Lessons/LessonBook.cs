using System.Data.Common;
using EdgeMonitor.Dashboard.History;
using EdgeMonitor.Dashboard.Storage;

namespace EdgeMonitor.Dashboard.Lessons;

/// <summary>The lessons in the database.</summary>
public sealed class LessonBook
{
    /// <summary>The longest title and label.</summary>
    public const int MaximumText = 80;

    /// <summary>A lesson that nobody ended has ended after this long.</summary>
    public static readonly TimeSpan LongestLesson = TimeSpan.FromHours(6);

    private const string Columns = "id, site, room, title, start_ms, end_ms, teacher";

    private readonly Database _database;
    private readonly TimeProvider _time;

    /// <summary>Makes a book in <paramref name="database"/>.</summary>
    public LessonBook(Database database, TimeProvider time)
    {
        _database = database;
        _time = time;
    }

    /// <summary>The lesson that runs in a room; null when none does.</summary>
    public async Task<Lesson?> RunningAsync(RoomAddress room, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(room);
        var lessons = await QueryAsync(
            "site = @site AND room = @room AND end_ms IS NULL AND start_ms > @earliest ORDER BY start_ms DESC LIMIT 1",
            cancellation,
            [.. Key(room), ("earliest", (_time.GetUtcNow() - LongestLesson).ToMs())]);
        return lessons is [var lesson] ? lesson : null;
    }

    /// <summary>The newest lessons of a room, the newest first.</summary>
    public Task<IReadOnlyList<Lesson>> NewestAsync(RoomAddress room, int count, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(room);
        return QueryAsync(
            "site = @site AND room = @room ORDER BY start_ms DESC LIMIT @count", cancellation, [.. Key(room), ("count", count)]);
    }

    /// <summary>One lesson; null when there is none of that number.</summary>
    public async Task<Lesson?> FindAsync(long id, CancellationToken cancellation) =>
        await QueryAsync("id = @id", cancellation, ("id", id)) is [var lesson] ? lesson : null;

    /// <summary>Starts a lesson now; one that still runs in the room ends.</summary>
    public Task<long> StartAsync(RoomAddress room, string title, string teacher, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(room);
        var now = _time.GetUtcNow().ToMs();
        return _database.InTransactionAsync(
            async connection =>
            {
                await EndAsync(connection, room, now, cancellation);
                return await connection.ScalarAsync(
                    """
                    INSERT INTO lesson (site, room, title, start_ms, teacher)
                    VALUES (@site, @room, @title, @start, @teacher) RETURNING id
                    """,
                    cancellation,
                    [.. Key(room), ("title", Shorten(title)), ("start", now), ("teacher", teacher)]);
            },
            cancellation);
    }

    /// <summary>Ends the lesson that runs in a room; gives it, or null when none does.</summary>
    public async Task<Lesson?> EndAsync(RoomAddress room, CancellationToken cancellation)
    {
        var running = await RunningAsync(room, cancellation);
        await using var connection = await _database.OpenAsync(cancellation);
        await EndAsync(connection, room, _time.GetUtcNow().ToMs(), cancellation);
        return running;
    }

    /// <summary>Notes that a phase of the running lesson begins now; false when none runs.</summary>
    public async Task<bool> MarkAsync(RoomAddress room, string label, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(label) || await RunningAsync(room, cancellation) is not { } lesson)
        {
            return false;
        }

        await using var connection = await _database.OpenAsync(cancellation);
        await connection.ExecuteAsync(
            "INSERT INTO marker (lesson_id, at_ms, label) VALUES (@lesson, @at, @label)",
            cancellation,
            ("lesson", lesson.Id),
            ("at", _time.GetUtcNow().ToMs()),
            ("label", Shorten(label)));
        return true;
    }

    /// <summary>Deletes a lesson; the room's windows stay.</summary>
    public async Task DeleteAsync(long id, CancellationToken cancellation)
    {
        await using var connection = await _database.OpenAsync(cancellation);
        await connection.ExecuteAsync("DELETE FROM lesson WHERE id = @id", cancellation, ("id", id));
    }

    private static (string, object?)[] Key(RoomAddress room) => [("site", room.Site), ("room", room.Room)];

    private static string Shorten(string text)
    {
        var trimmed = text.Trim();
        return trimmed.Length <= MaximumText ? trimmed : trimmed[..MaximumText];
    }

    // One that was forgotten ends when it can no longer have run.
    private static Task<int> EndAsync(DbConnection connection, RoomAddress room, long now, CancellationToken cancellation) =>
        connection.ExecuteAsync(
            """
            UPDATE lesson SET end_ms = CASE WHEN start_ms + @longest < @now THEN start_ms + @longest ELSE @now END
            WHERE site = @site AND room = @room AND end_ms IS NULL
            """,
            cancellation,
            [.. Key(room), ("now", now), ("longest", (long)LongestLesson.TotalMilliseconds)]);

    private async Task<IReadOnlyList<Lesson>> QueryAsync(
        string condition, CancellationToken cancellation, params (string, object?)[] values)
    {
        await using var connection = await _database.OpenAsync(cancellation);
        var lessons = await connection.QueryAsync(
            $"SELECT {Columns} FROM lesson WHERE {condition}", Read, cancellation, values);
        var complete = new List<Lesson>(lessons.Count);
        foreach (var lesson in lessons)
        {
            var markers = await connection.QueryAsync(
                "SELECT at_ms, label FROM marker WHERE lesson_id = @id ORDER BY at_ms, id",
                row => new Marker(row.Time(0), row.GetString(1)),
                cancellation,
                ("id", lesson.Id));
            complete.Add(lesson with { Markers = markers });
        }

        return complete;
    }

    private Lesson Read(DbDataReader row)
    {
        var start = row.Time(4);
        var forgotten = start + LongestLesson < _time.GetUtcNow() ? start + LongestLesson : (DateTimeOffset?)null;
        return new Lesson
        {
            Id = row.GetInt64(0),
            Room = new RoomAddress(row.GetString(1), row.GetString(2)),
            Title = row.GetString(3),
            Start = start,
            End = row.TimeOrNull(5) ?? forgotten,
            Teacher = row.GetString(6),
        };
    }
}
