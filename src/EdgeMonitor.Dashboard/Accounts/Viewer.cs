using System.Security.Claims;
using EdgeMonitor.Dashboard.History;

namespace EdgeMonitor.Dashboard.Accounts;

/// <summary>Whoever looks at a page: their name and what they may see.</summary>
public sealed class Viewer
{
    private const string RoomClaim = "room";
    private const string ExternalClaim = "external";

    private readonly ClaimsPrincipal _principal;

    private Viewer(ClaimsPrincipal principal) => _principal = principal;

    /// <summary>The name of the account; empty for somebody who has not signed in.</summary>
    public string Name => _principal.Identity?.Name ?? string.Empty;

    /// <summary>Whether they have signed in.</summary>
    public bool IsKnown => _principal.Identity?.IsAuthenticated is true;

    /// <summary>Whether anything about rooms may be shown to them.</summary>
    public bool SeesRooms => Is(Role.Teacher);

    /// <summary>Whether they came with the cookie, which signing out removes.</summary>
    public bool CanSignOut => string.Equals(_principal.Identity?.AuthenticationType, SessionCookie.Scheme, StringComparison.Ordinal);

    /// <summary>Whether they signed in through the provider, where they stay signed in after signing out here.</summary>
    public bool IsExternal => _principal.HasClaim(claim => claim.Type is ExternalClaim);

    /// <summary>Whether it is a program, which came with a token.</summary>
    public bool IsProgram => string.Equals(_principal.Identity?.AuthenticationType, OtherSignIns.TokenScheme, StringComparison.Ordinal);

    /// <summary>The rooms of a teacher's account, as they are written there.</summary>
    public string RoomsInWords => string.Join(", ", _principal.FindAll(RoomClaim).Select(claim => claim.Value));

    /// <summary>Who sent a request.</summary>
    public static Viewer Of(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return new Viewer(context.User);
    }

    /// <summary>Makes the principal of an account; <paramref name="scheme"/> says how they signed in.</summary>
    public static ClaimsPrincipal PrincipalOf(Account account, string scheme)
    {
        ArgumentNullException.ThrowIfNull(account);
        Claim[] external = account.IsExternal ? [new(ExternalClaim, bool.TrueString)] : [];
        Claim[] claims =
        [
            .. external,
            new(ClaimTypes.Name, account.Name),
            new(SessionCookie.StampClaim, account.Stamp),
            .. account.Roles.Select(role => new Claim(ClaimTypes.Role, role.ToString())),
            .. account.Rooms.Select(room => new Claim(RoomClaim, room)),
        ];
        return new ClaimsPrincipal(new ClaimsIdentity(claims, scheme));
    }

    /// <summary>Whether they have a role; an administrator has them all.</summary>
    public bool Is(Role role) => _principal.IsInRole(role.ToString()) || _principal.IsInRole(nameof(Role.Admin));

    /// <summary>Whether they may see a room's figures.</summary>
    public bool MaySee(RoomAddress room)
    {
        ArgumentNullException.ThrowIfNull(room);
        return _principal.IsInRole(nameof(Role.Admin))
            || (SeesRooms && (_principal.HasClaim(RoomClaim, room.ToString()) || _principal.HasClaim(RoomClaim, $"{room.Site}/*")));
    }
}
