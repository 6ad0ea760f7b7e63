using EdgeMonitor.Dashboard.Hosting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.Options;

namespace EdgeMonitor.Dashboard.Accounts;

/// <summary>The cookie of somebody who has signed in. What they may do is read from the database at every request.</summary>
internal static class SessionCookie
{
    /// <summary>The scheme's name.</summary>
    public const string Scheme = CookieAuthenticationDefaults.AuthenticationScheme;

    /// <summary>The claim that holds <see cref="Account.Stamp"/>.</summary>
    public const string StampClaim = "stamp";

    /// <summary>Where people sign in.</summary>
    public const string SignInPath = "/sign-in";

    /// <summary>Adds the cookie.</summary>
    public static void AddSessionCookie(this IServiceCollection services)
    {
        services.AddAuthentication(Scheme).AddCookie(Scheme);
        services.AddOptions<CookieAuthenticationOptions>(Scheme).Configure<IOptions<AccountOptions>>(Configure);
    }

    private static void Configure(CookieAuthenticationOptions cookie, IOptions<AccountOptions> accounts)
    {
        cookie.Cookie.Name = "edgemonitor-session";
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.SameSite = SameSiteMode.Lax;

        // Over HTTPS always; plain HTTP is for this machine alone, or behind a proxy that speaks HTTPS itself.
        cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        cookie.ExpireTimeSpan = TimeSpan.FromHours(accounts.Value.SessionHours);
        cookie.SlidingExpiration = true;
        cookie.LoginPath = SignInPath;
        cookie.AccessDeniedPath = "/not-allowed";
        cookie.ReturnUrlParameter = "back";
        cookie.Events.OnValidatePrincipal = RefreshAsync;
        cookie.Events.OnRedirectToLogin = context => Redirect(context, StatusCodes.Status401Unauthorized);
        cookie.Events.OnRedirectToAccessDenied = context => Redirect(context, StatusCodes.Status403Forbidden);
    }

    // A program wants a status, not a page to sign in on.
    private static Task Redirect(RedirectContext<CookieAuthenticationOptions> context, int status)
    {
        if (ProgramPaths.Contains(context.Request.Path))
        {
            context.Response.StatusCode = status;
        }
        else
        {
            context.Response.Redirect(context.RedirectUri);
        }

        return Task.CompletedTask;
    }

    private static async Task RefreshAsync(CookieValidatePrincipalContext context)
    {
        var accounts = context.HttpContext.RequestServices.GetRequiredService<AccountStore>();
        var name = context.Principal?.Identity?.Name ?? string.Empty;
        var account = await accounts.FindAsync(name, context.HttpContext.RequestAborted);
        if (account is null || context.Principal?.HasClaim(StampClaim, account.Stamp) is not true)
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(Scheme);
            return;
        }

        context.ReplacePrincipal(Viewer.PrincipalOf(account, Scheme));
    }
}
