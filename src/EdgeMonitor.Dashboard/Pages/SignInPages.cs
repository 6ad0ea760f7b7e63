using EdgeMonitor.Dashboard.Accounts;
using EdgeMonitor.Dashboard.Hosting;
using EdgeMonitor.Dashboard.Storage;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace EdgeMonitor.Dashboard.Pages;

/// <summary>Signing in and out, and where that leads.</summary>
internal static class SignInPages
{
    /// <summary>Adds <c>/</c>, <c>/sign-in</c>, <c>/sign-out</c>, <c>/not-allowed</c> and what answers everything else.</summary>
    public static void MapSignInPages(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", Home);
        routes.MapGet(
            SessionCookie.SignInPath,
            (HttpContext context, AccountStore accounts, Database database, string? back, CancellationToken cancellation) =>
                ShowAsync(context, accounts, database, back, null, null, cancellation)).AllowAnonymous();
        routes.MapGet("/not-allowed", (HttpContext context) => Page.Message(
            PageContext.Of(context), L("Your account is not for this page."), StatusCodes.Status403Forbidden));
        var forms = routes.MapForms();
        forms.MapPost(SessionCookie.SignInPath, SignIn).AllowAnonymous().RequireRateLimiting(SignInLimit.Policy);
        forms.MapPost("/sign-out", async (HttpContext context) =>
        {
            await context.SignOutAsync(SessionCookie.Scheme);
            return Forms.GoTo(SessionCookie.SignInPath);
        });
        routes.MapFallback((HttpContext context) => Page.NotFound(PageContext.Of(context), L("There is no such page.")));
    }

    // A school with one room wants that room, not a list of one.
    private static RedirectHttpResult Home(HttpContext context, Rooms.RoomBook book)
    {
        var viewer = Viewer.Of(context);
        return TypedResults.LocalRedirect(
            viewer.SeesRooms ? book.All().Where(room => viewer.MaySee(room.Address)).ToList() is [var only] ? $"/rooms/{only.Address}" : "/rooms"
            : viewer.Is(Role.Facility) ? "/fleet"
            : "/privacy");
    }

    private static async Task<IResult> SignIn(
        HttpContext context,
        SignInDesk desk,
        AccountStore accounts,
        Database database,
        [FromForm] string? name,
        [FromForm] string? password,
        [FromForm] string? back,
        CancellationToken cancellation)
    {
        var (account, mistake) = await desk.TryAsync(name, password, cancellation);
        if (account is null)
        {
            return await ShowAsync(context, accounts, database, back, mistake, name, cancellation);
        }

        await context.SignInAsync(SessionCookie.Scheme, Viewer.PrincipalOf(account, SessionCookie.Scheme));
        return Forms.GoTo(LocalPath.IsLocal(back) ? back! : "/");
    }

    private static async Task<IResult> ShowAsync(
        HttpContext context,
        AccountStore accounts,
        Database database,
        string? back,
        string? mistake,
        string? name,
        CancellationToken cancellation) =>
        Page.Of<SignInPage>(
            (nameof(SignInPage.Context), PageContext.Of(context)),
            (nameof(SignInPage.Where), database.IsShared ? "--config FILE" : $"--database {database.Place}"),
            (nameof(SignInPage.HasAccounts), (await accounts.AllAsync(cancellation)).Count > 0),
            (nameof(SignInPage.Mistake), mistake),
            (nameof(SignInPage.Name), name),
            (nameof(SignInPage.Back), LocalPath.IsLocal(back) ? back : null));
}
