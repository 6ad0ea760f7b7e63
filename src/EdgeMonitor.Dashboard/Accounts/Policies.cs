using Microsoft.AspNetCore.Authorization;

namespace EdgeMonitor.Dashboard.Accounts;

/// <summary>Who may open what. Without a policy of its own, a page asks for somebody who has signed in.</summary>
internal static class Policies
{
    /// <summary>The names of the policies are the names of the roles.</summary>
    public static void AddPolicies(this IServiceCollection services) => services.AddAuthorization(options =>
    {
        foreach (var role in Enum.GetValues<Role>())
        {
            options.AddPolicy(role.ToString(), policy => policy.RequireRole(role.ToString(), nameof(Role.Admin)));
        }

        options.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build();
    });

    /// <summary>Asks for a role.</summary>
    public static TBuilder Require<TBuilder>(this TBuilder endpoint, Role role)
        where TBuilder : IEndpointConventionBuilder => endpoint.RequireAuthorization(role.ToString());
}
