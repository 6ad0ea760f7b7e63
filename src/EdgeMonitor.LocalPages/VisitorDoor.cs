using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace EdgeMonitor.LocalPages;

/// <summary>The way from the address that a person can type to the one that nobody can guess: a form that asks for the code.</summary>
internal static class VisitorDoor
{
    private const string Field = "code";

    /// <summary>Maps it at the root.</summary>
    /// <param name="routes">The server's.</param>
    /// <param name="page">The page behind it.</param>
    /// <param name="code">What lets one visitor in.</param>
    /// <param name="secret">The path of the page.</param>
    public static void Map(IEndpointRouteBuilder routes, LocalPage page, OneTimeCode code, string secret)
    {
        var style = PageDocument.Style(page);
        routes.MapGet("/", () => Answer(page, Markup.Empty, StatusCodes.Status200OK));
        routes.MapGet("/style.css", () => Results.Content(style, "text/css; charset=utf-8"));
        routes.MapPost("/", async context => await (await EnterAsync(context, page, code, secret)).ExecuteAsync(context));
    }

    private static async Task<IResult> EnterAsync(HttpContext context, LocalPage page, OneTimeCode code, string secret)
    {
        if (context.Request.HasFormContentType
            && (await context.Request.ReadFormAsync(context.RequestAborted))[Field] is [{ } entered, ..]
            && code.TryUse(entered))
        {
            // 303: a browser that goes back or reloads does not send the code again.
            context.Response.Headers.Location = $"/{secret}/";
            return Results.StatusCode(StatusCodes.Status303SeeOther);
        }

        return Answer(
            page,
            Markup.Of($"""<p class="notice" role="alert">This code lets nobody in: it is mistyped or used. A new start at the device shows a new one.</p>"""),
            StatusCodes.Status403Forbidden);
    }

    private static IResult Answer(LocalPage page, Markup notice, int status) => Results.Content(
        PageDocument.RenderDoor(page.Title, notice, Field), "text/html; charset=utf-8", statusCode: status);
}
