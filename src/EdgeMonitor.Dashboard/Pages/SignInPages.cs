using EdgeMonitor.Dashboard.Accounts;
using EdgeMonitor.Dashboard.Accounts.OpenIdConnect;
using EdgeMonitor.Dashboard.Hosting;
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
            ([AsParameters] SignInServices services, string? back, string? problem, bool? ended, CancellationToken cancellation) =>
                ShowAsync(services, back, MistakeOf(services, problem), null, ended is true, cancellation)).AllowAnonymous();
        routes.MapGet("/not-allowed", (HttpContext context) => Page.Message(
            PageContext.Of(context), L("Your account is not for this page."), StatusCodes.Status403Forbidden));
        var forms = routes.MapForms();
        forms.MapPost(SessionCookie.SignInPath, SignIn).AllowAnonymous().RequireRateLimiting(SignInLimit.Policy);
        forms.MapPost("/sign-out", async (HttpContext context) =>
        {
            var isExternal = Viewer.Of(context).IsExternal;
            await context.SignOutAsync(SessionCookie.Scheme);
            return Forms.GoTo(isExternal ? $"{SessionCookie.SignInPath}?ended=true" : SessionCookie.SignInPath);
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
        [AsParameters] SignInServices services,
        SignInDesk desk,
        [FromForm] string? name,
        [FromForm] string? password,
        [FromForm] string? back,
        CancellationToken cancellation)
    {
        var (account, mistake) = await desk.TryAsync(name, password, cancellation);
        if (account is null)
        {
            return await ShowAsync(services, back, mistake, name, ended: false, cancellation);
        }

        await services.Context.SignInAsync(SessionCookie.Scheme, Viewer.PrincipalOf(account, SessionCookie.Scheme));
        return Forms.GoTo(LocalPath.IsLocal(back) ? back! : "/");
    }

    private static string? MistakeOf(SignInServices services, string? problem) =>
        services.Provider.Value.IsOn && Enum.TryParse<SignInProblem>(problem, out var known) && Enum.IsDefined(known)
            ? ProviderPages.Words(known, services.Provider.Value.Name)
            : null;

    private static async Task<IResult> ShowAsync(
        SignInServices services, string? back, string? mistake, string? name, bool ended, CancellationToken cancellation)
    {
        var provider = services.Provider.Value;
        return Page.Of<SignInPage>(
            (nameof(SignInPage.Context), PageContext.Of(services.Context)),
            (nameof(SignInPage.Where), services.Database.IsShared ? "--config FILE" : $"--database {services.Database.Place}"),
            (nameof(SignInPage.HasAccounts), provider.IsOn || (await services.Accounts.AllAsync(cancellation)).Count > 0),
            (nameof(SignInPage.Provider), provider.IsOn ? provider.Name : null),
            (nameof(SignInPage.Ended), ended),
            (nameof(SignInPage.Mistake), mistake),
            (nameof(SignInPage.Name), name),
            (nameof(SignInPage.Back), LocalPath.IsLocal(back) ? back : null));
    }
}
