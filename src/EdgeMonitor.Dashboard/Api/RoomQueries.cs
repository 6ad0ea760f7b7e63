using EdgeMonitor.Dashboard.Accounts;
using EdgeMonitor.Dashboard.Audit;
using EdgeMonitor.Dashboard.History;
using EdgeMonitor.Dashboard.Ingest;
using EdgeMonitor.Dashboard.Rooms;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EdgeMonitor.Dashboard.Api;

/// <summary>Checks questions about a room's past: who asks, for which room and for how much time.</summary>
public sealed class RoomQueries
{
    private readonly RoomBook _book;
    private readonly AuditLog _audit;
    private readonly TimeProvider _time;

    /// <summary>Makes a checker.</summary>
    public RoomQueries(RoomBook book, AuditLog audit, TimeProvider time)
    {
        _book = book;
        _audit = audit;
        _time = time;
    }

    /// <summary>The question, with what was left open filled in; or what is wrong with it.</summary>
    public async Task<(RoomQuery? Query, ProblemHttpResult? Problem)> ReadAsync(
        Viewer viewer,
        RoomAddress room,
        DateTimeOffset? from,
        DateTimeOffset? to,
        TimeSpan usual,
        TimeSpan longest,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        if (!viewer.MaySee(room) || _book.Find(room) is null)
        {
            return (null, TypedResults.Problem(
                L("No device of room {0} has been heard of.", room), statusCode: StatusCodes.Status404NotFound));
        }

        // A device's clock may be a little ahead.
        var end = to ?? (from + longest is { } last && last < _time.GetUtcNow() ? last : _time.GetUtcNow() + WindowRules.ClockTolerance);
        var start = from ?? end - usual;
        if (start >= end || end - start > longest + WindowRules.ClockTolerance)
        {
            return (null, TypedResults.Problem(
                L("'to' should come after 'from', by at most {0} days.", longest.TotalDays), statusCode: StatusCodes.Status400BadRequest));
        }

        // The page's own chart asks too; somebody who looks at it has looked at the room.
        var action = viewer.IsProgram ? AuditAction.ReadApi : AuditAction.SawRoom;
        await _audit.LookedAsync(viewer.Name, action, room.ToString(), cancellation);
        return (new RoomQuery(room, start, end), null);
    }
}
