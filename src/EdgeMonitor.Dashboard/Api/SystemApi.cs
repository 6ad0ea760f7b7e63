using EdgeMonitor.Dashboard.Accounts;
using EdgeMonitor.Dashboard.Fleet;
using EdgeMonitor.Dashboard.History;
using EdgeMonitor.Dashboard.Ingest;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EdgeMonitor.Dashboard.Api;

/// <summary>What machines ask of the dashboard itself: whether it is well, and its metrics. Nothing about people.</summary>
internal static class SystemApi
{
    /// <summary>Adds <c>/healthz</c>, open to all, and <c>/metrics</c>, for facility staff's accounts and this machine.</summary>
    public static void MapSystemApi(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/healthz", Health)
            .AllowAnonymous()
            .WithTags("System")
            .WithSummary("Whether the dashboard is well. Always 200 while it runs: without a broker, a restart would not help.");
        routes.MapGet("/metrics", Metrics)
            .AllowAnonymous()
            .WithTags("System")
            .WithSummary("Metrics in Prometheus' text format, for this machine or an account with the role facility.")
            .Produces<string>(contentType: MetricsText.ContentType)
            .Produces(StatusCodes.Status401Unauthorized);
    }

    private static Ok<DashboardHealth> Health(BrokerLink broker, LiveRooms rooms, MessageIntake intake) => TypedResults.Ok(
        new DashboardHealth(
            broker.IsListening ? "ok" : "degraded",
            broker.State.ToString().ToLowerInvariant(),
            rooms.Devices,
            broker.Overflow,
            intake.Counts));

    private static async Task<IResult> Metrics(
        HttpContext context,
        BrokerLink broker,
        FleetBook fleet,
        HistoryReader history,
        MessageIntake intake,
        CancellationToken cancellation)
    {
        // A proxy on this machine speaks for somebody else, and says so.
        var isLocal = context.Connection.RemoteIpAddress is { } address
            && System.Net.IPAddress.IsLoopback(address)
            && !context.Request.Headers.ContainsKey("X-Forwarded-For");
        return isLocal || Viewer.Of(context).Is(Role.Facility)
            ? TypedResults.Text(
                MetricsText.Write(broker, fleet.All(), intake.Counts, await history.CountAsync(cancellation)), MetricsText.ContentType)
            : TypedResults.Unauthorized();
    }
}
