using EdgeMonitor.Dashboard.Accounts;
using EdgeMonitor.Dashboard.Accounts.OpenIdConnect;
using EdgeMonitor.Dashboard.Hosting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace EdgeMonitor.Dashboard.Pages;

/// <summary>The ways to the provider and back from there.</summary>
internal static class ProviderPages
{
    /// <summary>Where a browser is sent on to the provider to sign in.</summary>
    public const string SignInPath = "/sign-in/provider";

    /// <summary>Where a browser is sent on to the provider to sign out there too.</summary>
    public const string SignOutPath = "/sign-out/provider";

    /// <summary>Adds them, where there is a provider.</summary>
    public static void MapProviderPages(this WebApplication app)
    {
        if (!app.Services.GetRequiredService<IOptions<OpenIdConnectOptions>>().Value.IsOn)
        {
            return;
        }

        app.MapGet(SignInPath, (string? back) => TypedResults.Challenge(
            new AuthenticationProperties { RedirectUri = LocalPath.IsLocal(back) ? back : "/" }, [OpenIdConnectScheme.Name]))
            .AllowAnonymous().RequireRateLimiting(SignInLimit.Policy);
        app.MapGet(SignOutPath, SignOut).AllowAnonymous();
    }

    /// <summary>A problem in words for whoever has it.</summary>
    public static string Words(SignInProblem problem, string provider) => problem switch
    {
        SignInProblem.Cancelled => L("{0} did not sign you in.", provider),
        SignInProblem.NoRole => L("{0} knows you, but none of your groups may use this dashboard. Ask an administrator.", provider),
        SignInProblem.NoName => L("{0} gives no name that an account can have here. Ask an administrator.", provider),
        SignInProblem.NameTaken => L("Another account here has your name already. Ask an administrator.", provider),
        _ => L("Signing in through {0} failed. Try again; the dashboard's log says more.", provider),
    };

    // The session here has ended already; a provider that cannot end its own has no page for it.
    private static async Task<IResult> SignOut(
        HttpContext context, IdentityProvider provider, IOptions<OpenIdConnectOptions> options, CancellationToken cancellation)
    {
        try
        {
            var configuration = await provider.DescribeAsync(cancellation);
            return string.IsNullOrEmpty(configuration.EndSessionEndpoint)
                ? TypedResults.LocalRedirect(SessionCookie.SignInPath)
                : TypedResults.Redirect(new OpenIdConnectMessage
                {
                    IssuerAddress = configuration.EndSessionEndpoint,
                    EnableTelemetryParameters = false,
                    ClientId = options.Value.ClientId,
                    PostLogoutRedirectUri = $"{context.Request.Scheme}://{context.Request.Host}{SessionCookie.SignInPath}",
                }.CreateLogoutRequestUrl());
        }
        catch (ProviderException)
        {
            return TypedResults.LocalRedirect(OpenIdConnectScheme.PathOf(SignInProblem.Failed));
        }
    }
}
