using EdgeMonitor.Dashboard.Audit;
using Microsoft.Extensions.Options;

namespace EdgeMonitor.Dashboard.Accounts;

/// <summary>Lets people in who know their password, and locks accounts that somebody guesses at.</summary>
public sealed class SignInDesk
{
    private readonly AccountStore _accounts;
    private readonly AuditLog _audit;
    private readonly AccountOptions _options;
    private readonly TimeProvider _time;

    /// <summary>Makes the desk.</summary>
    public SignInDesk(AccountStore accounts, AuditLog audit, IOptions<AccountOptions> options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        _accounts = accounts;
        _audit = audit;
        _options = options.Value;
        _time = time;
    }

    /// <summary>The account of whoever knows its password; else why not, in words that do not tell which names there are.</summary>
    public async Task<(Account? Account, string? Mistake)> TryAsync(string? name, string? password, CancellationToken cancellation)
    {
        var known = AccountRules.Normalise(name);
        var now = _time.GetUtcNow();
        var account = await _accounts.FindAsync(known, cancellation);
        if (account?.LockedUntil > now)
        {
            return (null, L("Too many wrong passwords. Try again in {0} minutes, or ask an administrator.", _options.LockMinutes));
        }

        if (await _accounts.CheckPasswordAsync(
            known, password ?? string.Empty, _options.AllowedFailures, now + TimeSpan.FromMinutes(_options.LockMinutes), cancellation))
        {
            await _audit.DidAsync(known, AuditAction.SignedIn, string.Empty, cancellation);
            return (account, null);
        }

        // A name that is none may be a password in the wrong field: it is not kept.
        if (account is not null)
        {
            await _audit.DidAsync(known, AuditAction.SignInFailed, string.Empty, cancellation);
        }

        return (null, L("Name or password is wrong."));
    }
}
