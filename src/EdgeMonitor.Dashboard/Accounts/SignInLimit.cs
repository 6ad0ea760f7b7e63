using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace EdgeMonitor.Dashboard.Accounts;

/// <summary>How often one address may try to sign in.</summary>
internal static class SignInLimit
{
    /// <summary>The policy's name.</summary>
    public const string Policy = "sign-in";

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    /// <summary>Adds the limit.</summary>
    public static void AddSignInLimit(this IServiceCollection services) => services.AddRateLimiter(limiter =>
    {
        limiter.AddPolicy(Policy, context => RateLimitPartition.GetFixedWindowLimiter(
            context.Connection.RemoteIpAddress?.ToString() ?? string.Empty,
            _ => new FixedWindowRateLimiterOptions
            {
                PermitLimit = context.RequestServices.GetRequiredService<IOptions<AccountOptions>>().Value.AttemptsPerMinute,
                Window = Window,
            }));
        limiter.OnRejected = async (context, cancellation) =>
        {
            context.HttpContext.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            context.HttpContext.Response.Headers.RetryAfter = Window.TotalSeconds.ToString(CultureInfo.InvariantCulture);
            await context.HttpContext.Response.WriteAsync(L("Too many attempts to sign in. Wait a minute."), cancellation);
        };
    });
}
