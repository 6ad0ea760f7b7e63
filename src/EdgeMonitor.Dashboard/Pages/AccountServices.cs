using System.Runtime.InteropServices;
using EdgeMonitor.Dashboard.Accounts;
using EdgeMonitor.Dashboard.Audit;

namespace EdgeMonitor.Dashboard.Pages;

/// <summary>What every form of the accounts page works with.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct AccountServices(HttpContext Context, AccountStore Accounts, AuditLog Audit, TimeProvider Time);
