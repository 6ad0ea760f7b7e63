using Microsoft.AspNetCore.Authentication;

namespace EdgeMonitor.Dashboard.Accounts.OpenIdConnect;

/// <summary>The technical side of the scheme; what a school sets is in <see cref="OpenIdConnectOptions"/>.</summary>
internal sealed class OpenIdConnectSchemeOptions : RemoteAuthenticationOptions
{
    /// <summary>Protects what travels to the provider and back.</summary>
    public ISecureDataFormat<AuthenticationProperties> State { get; set; } = null!;
}
