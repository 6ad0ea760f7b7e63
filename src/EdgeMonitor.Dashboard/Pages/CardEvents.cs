using System.Globalization;

namespace EdgeMonitor.Dashboard.Pages;

/// <summary>Where a browser that lost its stream of cards goes on.</summary>
internal static class CardEvents
{
    /// <summary>The version that the browser has seen: the last event's, else that of the page.</summary>
    public static long Since(HttpContext context, long ofPage) =>
        long.TryParse(context.Request.Headers["Last-Event-ID"], CultureInfo.InvariantCulture, out var last) ? last : ofPage;
}
