using EdgeMonitor.Dashboard.Accounts;
using Microsoft.AspNetCore.Antiforgery;

namespace EdgeMonitor.Dashboard.Pages;

/// <summary>What every page needs to know of its request.</summary>
/// <param name="Viewer">Who looks at it.</param>
/// <param name="Path">Its path and query.</param>
/// <param name="Token">What a form of it must send, so that no other site can make the viewer's browser send it.</param>
public sealed record PageContext(Viewer Viewer, string Path, string Token)
{
    /// <summary>The field that carries <see cref="Token"/>.</summary>
    public const string TokenField = "__RequestVerificationToken";

    /// <summary>Reads the request.</summary>
    public static PageContext Of(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var antiforgery = context.RequestServices.GetRequiredService<IAntiforgery>();
        return new PageContext(
            Viewer.Of(context),
            context.Request.Path + context.Request.QueryString,
            antiforgery.GetAndStoreTokens(context).RequestToken ?? string.Empty);
    }
}
