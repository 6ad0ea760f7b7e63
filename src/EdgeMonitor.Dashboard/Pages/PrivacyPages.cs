using EdgeMonitor.Dashboard.Accounts;
using EdgeMonitor.Dashboard.Audit;
using EdgeMonitor.Dashboard.History;
using EdgeMonitor.Dashboard.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace EdgeMonitor.Dashboard.Pages;

/// <summary>What is collected, how long it is kept and who looked at it, for privacy officers.</summary>
internal static class PrivacyPages
{
    private const int EntriesShown = 200;

    /// <summary>Adds <c>/privacy</c> and the form that deletes a room's history.</summary>
    public static void MapPrivacyPages(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/privacy", Privacy).Require(Role.Privacy);
        routes.MapGet("/privacy/{site}/{room}/{device}", Report).Require(Role.Privacy);
        routes.MapForms().Require(Role.Privacy).MapPost("/privacy/erase", Erase);
    }

    private static async Task<IResult> Privacy(
        HttpContext context,
        LiveRooms rooms,
        AuditLog audit,
        IOptions<HistoryOptions> options,
        Database database,
        string? erased,
        CancellationToken cancellation)
    {
        var page = PageContext.Of(context);
        await audit.LookedAsync(page.Viewer.Name, AuditAction.SawAudit, string.Empty, cancellation);
        IReadOnlyList<(RoomAddress, DeviceSnapshot)> devices =
            [.. rooms.Rooms().SelectMany(room => room.Devices.Select(device => (room.Address, device)))];
        return Page.Of<PrivacyPage>(
            (nameof(PrivacyPage.Context), page),
            (nameof(PrivacyPage.Devices), devices),
            (nameof(PrivacyPage.Options), options.Value),
            (nameof(PrivacyPage.Place), $"{database.Dialect.Name}: {database.Place}"),
            (nameof(PrivacyPage.Audit), await audit.NewestAsync(EntriesShown, cancellation)),
            (nameof(PrivacyPage.Message), MessageOf(erased)));
    }

    private static IResult Report(HttpContext context, LiveRooms rooms, string site, string room, string device)
    {
        var page = PageContext.Of(context);
        var found = rooms.Find(new RoomAddress(site, room))?.Devices
            .FirstOrDefault(one => string.Equals(one.Device, device, StringComparison.Ordinal));
        return found?.Collection is { } report
            ? Page.Of<PrivacyReportPage>((nameof(PrivacyReportPage.Context), page), (nameof(PrivacyReportPage.Report), report))
            : Page.NotFound(page, L("This device has sent no report."));
    }

    private static async Task<IResult> Erase(
        HttpContext context,
        LiveRooms rooms,
        Retention retention,
        AuditLog audit,
        [FromForm] string? room,
        [FromForm] string? confirm,
        CancellationToken cancellation)
    {
        if (room?.Split('/') is not [var site, var name] || !string.Equals(room, confirm?.Trim(), StringComparison.Ordinal))
        {
            return Forms.GoTo("/privacy?erased=no#erase-title");
        }

        // Noted first: a deletion that nobody knows of must not be.
        var address = new RoomAddress(site, name);
        await audit.DidAsync(Viewer.Of(context).Name, AuditAction.ErasedRoom, room, cancellation);
        await retention.ForgetAsync(address, cancellation);
        rooms.Forget([address]);
        return Forms.GoTo("/privacy?erased=yes#erase-title");
    }

    private static string? MessageOf(string? erased) => erased switch
    {
        "yes" => L("The room's history has been deleted."),
        "no" => L("Nothing was deleted: the two rooms differ."),
        _ => null,
    };
}
