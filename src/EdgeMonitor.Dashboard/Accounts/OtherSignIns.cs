using System.Security.Claims;
using EdgeMonitor.Dashboard.Hosting;
using Microsoft.Extensions.Options;

namespace EdgeMonitor.Dashboard.Accounts;

/// <summary>The two ways in besides the cookie: a program's token, and the open door of a demonstration.</summary>
internal static class OtherSignIns
{
    /// <summary>How a program with a token has signed in.</summary>
    public const string TokenScheme = "token";

    private const string Bearer = "Bearer ";

    private static readonly ClaimsPrincipal Everybody = Viewer.PrincipalOf(
        new Account { Name = "open", Roles = [Role.Admin], Rooms = [], Stamp = string.Empty }, "open");

    /// <summary>Signs in whoever comes with a token, and everybody while the dashboard is open.</summary>
    public static IApplicationBuilder UseOtherSignIns(this IApplicationBuilder app)
    {
        var isOpen = app.ApplicationServices.GetRequiredService<IOptions<AccountOptions>>().Value.Open;
        return app.Use(async (context, next) =>
        {
            if (isOpen)
            {
                context.User = Everybody;
            }
            else if (ProgramPaths.Contains(context.Request.Path)
                && context.Request.Headers.Authorization.ToString() is { } header
                && header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
            {
                var accounts = context.RequestServices.GetRequiredService<AccountStore>();
                var account = await accounts.FindByTokenAsync(header[Bearer.Length..].Trim(), context.RequestAborted);
                context.User = account is null ? new ClaimsPrincipal() : Viewer.PrincipalOf(account, TokenScheme);
            }

            await next(context);
        });
    }
}
