using Microsoft.AspNetCore.Antiforgery;

namespace EdgeMonitor.Dashboard.Pages;

/// <summary>Forms that the pages send.</summary>
internal static class Forms
{
    /// <summary>Routes that take forms of this dashboard's own pages only, and answer with a page to go to.</summary>
    public static RouteGroupBuilder MapForms(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup(string.Empty).DisableAntiforgery();
        group.AddEndpointFilter(async (context, next) =>
            await context.HttpContext.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context.HttpContext)
                ? await next(context)
                : TypedResults.BadRequest(L("This form is too old or was not sent from a page of this dashboard. Go back, load the page again and try once more.")));
        return group;
    }

    /// <summary>Goes to a page after a form: loading that one again sends nothing twice.</summary>
    public static IResult GoTo(string path) => new SeeOther(path);

    private sealed class SeeOther : IResult
    {
        private readonly string _path;

        public SeeOther(string path) => _path = path;

        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
            httpContext.Response.Headers.Location = _path;
            return Task.CompletedTask;
        }
    }
}
