using EdgeMonitor.Dashboard.Audit;
using Microsoft.Extensions.Options;

namespace EdgeMonitor.Dashboard.Accounts.OpenIdConnect;

/// <summary>Lets people in whom the provider vouches for, with the roles and rooms that their groups are granted.</summary>
internal sealed partial class ProviderDesk
{
    private readonly OpenIdConnectOptions _options;
    private readonly AccountStore _accounts;
    private readonly AuditLog _audit;
    private readonly ILogger<ProviderDesk> _logger;

    /// <summary>Makes the desk.</summary>
    public ProviderDesk(IOptions<OpenIdConnectOptions> options, AccountStore accounts, AuditLog audit, ILogger<ProviderDesk> logger)
    {
        _options = options.Value;
        _accounts = accounts;
        _audit = audit;
        _logger = logger;
    }

    /// <summary>The account of somebody with <paramref name="claims"/>, made or brought up to date; else why there is none.</summary>
    public async Task<(Account? Account, SignInProblem? Problem)> AdmitAsync(ProviderClaims claims, CancellationToken cancellation)
    {
        var values = claims.All(_options.GrantClaim);
        var granted = _options.Grants.Where(grant => values.Contains(grant.Value, StringComparer.Ordinal)).ToList();
        var name = AccountRules.Normalise(claims.One(_options.NameClaim));
        if (AccountRules.FindNameMistake(name) is not null)
        {
            LogNoName(_options.NameClaim, string.Join(", ", claims.Names));
            return (null, SignInProblem.NoName);
        }

        if (granted.Count == 0)
        {
            // Whoever has lost the role loses what was open with it, too.
            await _accounts.RemoveExternalAsync(claims.Key, cancellation);
            await _audit.DidAsync(name, AuditAction.SignInFailed, string.Empty, cancellation);
            LogNoRole(name, _options.GrantClaim, string.Join(", ", claims.Names));
            return (null, SignInProblem.NoRole);
        }

        var account = await _accounts.SaveExternalAsync(
            claims.Key, name, [.. granted.SelectMany(grant => grant.KnownRoles).Distinct()], RoomsOf(claims, granted), cancellation);
        if (account is null)
        {
            LogNameTaken(name);
            return (null, SignInProblem.NameTaken);
        }

        await _audit.DidAsync(name, AuditAction.SignedIn, string.Empty, cancellation);
        return (account, null);
    }

    private IReadOnlyList<string> RoomsOf(ProviderClaims claims, IEnumerable<OpenIdConnectGrant> granted)
    {
        var named = _options.RoomClaim is { } claim ? claims.All(claim) : [];
        return
        [
            .. granted.SelectMany(grant => grant.Rooms)
                .Concat(named.Where(room => AccountRules.FindRoomMistake(room) is null))
                .Distinct(StringComparer.Ordinal),
        ];
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Warning,
        Message = "The provider's claim '{Claim}' (OpenIdConnect:NameClaim) has no name that an account may have. It sent these claims: {Names}.")]
    private partial void LogNoName(string claim, string names);

    [LoggerMessage(EventId = 2, Level = LogLevel.Warning,
        Message = "'{Name}' did not get in: no value of the claim '{Claim}' is one of OpenIdConnect:Grants. The provider sent these claims: {Names}.")]
    private partial void LogNoRole(string name, string claim, string names);

    [LoggerMessage(EventId = 3, Level = LogLevel.Warning,
        Message = "'{Name}' did not get in through the provider: another account has this name. Remove or rename one of them.")]
    private partial void LogNameTaken(string name);
}
