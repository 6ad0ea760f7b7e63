using System.Runtime.InteropServices;
using EdgeMonitor.Dashboard.Accounts;
using EdgeMonitor.Dashboard.Accounts.OpenIdConnect;
using EdgeMonitor.Dashboard.Storage;
using Microsoft.Extensions.Options;

namespace EdgeMonitor.Dashboard.Pages;

/// <summary>What the page to sign in on works with.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SignInServices(
    HttpContext Context, AccountStore Accounts, Database Database, IOptions<OpenIdConnectOptions> Provider);
