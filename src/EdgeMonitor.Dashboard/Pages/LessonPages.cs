using System.Globalization;
using System.Text;
using EdgeMonitor.Contracts;
using EdgeMonitor.Dashboard.Accounts;
using EdgeMonitor.Dashboard.Audit;
using EdgeMonitor.Dashboard.History;
using EdgeMonitor.Dashboard.Lessons;
using EdgeMonitor.Dashboard.Rooms;
using Microsoft.AspNetCore.Mvc;

namespace EdgeMonitor.Dashboard.Pages;

/// <summary>Starting, marking and ending lessons, and their reports.</summary>
internal static class LessonPages
{
    // A term's worth of one class.
    private const int LessonsListed = 50;

    /// <summary>Adds <c>/rooms/{site}/{room}/lesson…</c> and <c>/lessons/{id}</c>.</summary>
    public static void MapLessonPages(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/rooms/{site}/{room}/lessons", Lessons).Require(Role.Teacher);
        routes.MapGet("/lessons/{id:long}", Lesson).Require(Role.Teacher);
        routes.MapGet("/lessons/{id:long}/csv", Csv).Require(Role.Teacher);
        var forms = routes.MapForms().Require(Role.Teacher);
        forms.MapPost("/rooms/{site}/{room}/lesson/start", Start);
        forms.MapPost("/rooms/{site}/{room}/lesson/mark", Mark);
        forms.MapPost("/rooms/{site}/{room}/lesson/end", End);
        forms.MapPost("/lessons/{id:long}/delete", Delete);
    }

    private static async Task<IResult> Lessons(
        HttpContext context, LessonBook lessons, LessonReporter reporter, string site, string room, CancellationToken cancellation)
    {
        var page = PageContext.Of(context);
        var address = new RoomAddress(site, room);
        if (!page.Viewer.MaySee(address))
        {
            return NoSuchRoom(page);
        }

        var reports = new List<LessonReport>();
        foreach (var lesson in await lessons.NewestAsync(address, LessonsListed, cancellation))
        {
            reports.Add(await reporter.ReportAsync(lesson, cancellation));
        }

        return Page.Of<LessonsPage>(
            (nameof(LessonsPage.Context), page), (nameof(LessonsPage.Room), address), (nameof(LessonsPage.Reports), reports));
    }

    private static async Task<IResult> Lesson(
        HttpContext context, LessonBook lessons, LessonReporter reporter, AuditLog audit, long id, CancellationToken cancellation)
    {
        var page = PageContext.Of(context);
        if (await lessons.FindAsync(id, cancellation) is not { } lesson || !page.Viewer.MaySee(lesson.Room))
        {
            return NoSuchLesson(page);
        }

        await audit.LookedAsync(page.Viewer.Name, AuditAction.SawLesson, Subject(lesson), cancellation);
        return Page.Of<LessonPage>(
            (nameof(LessonPage.Context), page), (nameof(LessonPage.Report), await reporter.ReportAsync(lesson, cancellation)));
    }

    private static async Task<IResult> Csv(
        HttpContext context, LessonBook lessons, LessonReporter reporter, AuditLog audit, long id, CancellationToken cancellation)
    {
        var viewer = Viewer.Of(context);
        if (await lessons.FindAsync(id, cancellation) is not { } lesson || !viewer.MaySee(lesson.Room))
        {
            return NoSuchLesson(PageContext.Of(context));
        }

        await audit.DidAsync(viewer.Name, AuditAction.ExportedLesson, Subject(lesson), cancellation);
        var csv = LessonCsv.Write(await reporter.ReportAsync(lesson, cancellation));
        return TypedResults.File(
            Encoding.UTF8.GetBytes(csv), "text/csv; charset=utf-8", $"lesson-{lesson.Room.Site}-{lesson.Room.Room}-{lesson.Id}.csv");
    }

    private static Task<IResult> Start(
        HttpContext context,
        LessonBook lessons,
        LessonAnnouncer announcer,
        LiveRooms rooms,
        AuditLog audit,
        string site,
        string room,
        [FromForm] string? title,
        CancellationToken cancellation) => InRoomAsync(context, rooms, site, room, async (viewer, address) =>
        {
            if (await lessons.RunningAsync(address, cancellation) is not null)
            {
                await announcer.AnnounceAsync(address, LessonAction.End);
            }

            await lessons.StartAsync(address, title ?? string.Empty, viewer.Name, cancellation);
            await audit.DidAsync(viewer.Name, AuditAction.StartedLesson, address.ToString(), cancellation);
            await announcer.AnnounceAsync(address, LessonAction.Start);
            return RoomPath(address);
        });

    private static Task<IResult> Mark(
        HttpContext context,
        LessonBook lessons,
        LiveRooms rooms,
        string site,
        string room,
        [FromForm] string? label,
        CancellationToken cancellation) => InRoomAsync(context, rooms, site, room, async (_, address) =>
        {
            await lessons.MarkAsync(address, label ?? string.Empty, cancellation);
            return RoomPath(address);
        });

    private static Task<IResult> End(
        HttpContext context,
        LessonBook lessons,
        LessonReporter reporter,
        LessonAnnouncer announcer,
        LiveRooms rooms,
        AuditLog audit,
        string site,
        string room,
        CancellationToken cancellation) => InRoomAsync(context, rooms, site, room, async (viewer, address) =>
        {
            if (await lessons.EndAsync(address, cancellation) is not { } lesson)
            {
                return RoomPath(address);
            }

            await audit.DidAsync(viewer.Name, AuditAction.EndedLesson, Subject(lesson), cancellation);
            await announcer.AnnounceAsync(address, LessonAction.End);
            await reporter.AwaitReleaseAsync(lesson, cancellation);
            return $"/lessons/{lesson.Id}";
        });

    private static async Task<IResult> Delete(
        HttpContext context, LessonBook lessons, LiveRooms rooms, AuditLog audit, long id, CancellationToken cancellation)
    {
        var page = PageContext.Of(context);
        if (await lessons.FindAsync(id, cancellation) is not { } lesson || !page.Viewer.MaySee(lesson.Room))
        {
            return NoSuchLesson(page);
        }

        await lessons.DeleteAsync(id, cancellation);
        await audit.DidAsync(page.Viewer.Name, AuditAction.DeletedLesson, Subject(lesson), cancellation);
        rooms.Touch(lesson.Room);
        return Forms.GoTo($"{RoomPath(lesson.Room)}/lessons");
    }

    private static async Task<IResult> InRoomAsync(
        HttpContext context, LiveRooms rooms, string site, string room, Func<Viewer, RoomAddress, Task<string>> act)
    {
        var page = PageContext.Of(context);
        var address = new RoomAddress(site, room);
        if (!page.Viewer.MaySee(address) || rooms.Find(address) is null)
        {
            return NoSuchRoom(page);
        }

        var next = await act(page.Viewer, address);
        rooms.Touch(address);
        return Forms.GoTo(next);
    }

    private static string RoomPath(RoomAddress room) => $"/rooms/{room}";

    private static string Subject(Lesson lesson) =>
        string.Create(CultureInfo.InvariantCulture, $"{lesson.Room}, {lesson.Start.UtcDateTime:yyyy-MM-dd HH:mm} UTC");

    private static IResult NoSuchRoom(PageContext page) => Page.NotFound(page, L("No device of this room has been heard of."));

    private static IResult NoSuchLesson(PageContext page) => Page.NotFound(page, L("There is no such lesson."));
}
