namespace EdgeMonitor.Dashboard.Accounts;

/// <summary>Somebody who may sign in.</summary>
public sealed record Account
{
    /// <summary>The name to sign in with, in lower case.</summary>
    public required string Name { get; init; }

    /// <summary>What they may do; at least one.</summary>
    public required IReadOnlyList<Role> Roles { get; init; }

    /// <summary>The rooms of a teacher, each <c>site/room</c> or <c>site/*</c>.</summary>
    public required IReadOnlyList<string> Rooms { get; init; }

    /// <summary>Changes with the password; whoever signed in before has to sign in again.</summary>
    public required string Stamp { get; init; }

    /// <summary>Whether they sign in through the provider, which also says what they may do; there is no password then.</summary>
    public bool IsExternal { get; init; }

    /// <summary>Until when it is locked after wrong passwords; in the past when it is not.</summary>
    public DateTimeOffset LockedUntil { get; init; }

    /// <summary>Whether programs can read the API with a token of this account.</summary>
    public bool HasToken { get; init; }
}
