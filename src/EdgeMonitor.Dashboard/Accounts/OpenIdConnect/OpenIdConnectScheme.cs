using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;

namespace EdgeMonitor.Dashboard.Accounts.OpenIdConnect;

/// <summary>The scheme that sends a browser to the provider and takes it in when it comes back.</summary>
internal static class OpenIdConnectScheme
{
    /// <summary>The scheme's name.</summary>
    public const string Name = "openid";

    /// <summary>Where the provider sends the browser back to.</summary>
    public const string CallbackPath = "/sign-in/callback";

    /// <summary>Adds the scheme to those that people sign in with.</summary>
    public static void AddOpenIdConnect(this IServiceCollection services)
    {
        services.AddSingleton<IdentityProvider>();
        services.AddSingleton<ProviderDesk>();
        services.AddAuthentication().AddRemoteScheme<OpenIdConnectSchemeOptions, OpenIdConnectHandler>(Name, displayName: null, scheme =>
        {
            scheme.CallbackPath = CallbackPath;
            scheme.SignInScheme = SessionCookie.Scheme;

            // The provider answers with a redirection, which brings lax cookies along.
            scheme.CorrelationCookie.SameSite = SameSiteMode.Lax;
            scheme.CorrelationCookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            scheme.CorrelationCookie.Name = "edgemonitor-correlation.";
        });
        services.AddOptions<OpenIdConnectSchemeOptions>(Name).Configure<IDataProtectionProvider>((scheme, protection) =>
            scheme.State = new PropertiesDataFormat(protection.CreateProtector(typeof(OpenIdConnectScheme).FullName!)));
    }

    /// <summary>Where somebody is told why they did not get in.</summary>
    public static string PathOf(SignInProblem problem) => $"{SessionCookie.SignInPath}?problem={problem}";
}
