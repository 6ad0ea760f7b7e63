namespace EdgeMonitor.Dashboard.Accounts.OpenIdConnect;

/// <summary>What a value of the provider's claim allows here, such as what members of a group may do.</summary>
public sealed class OpenIdConnectGrant
{
    /// <summary>The value, exactly as the provider writes it.</summary>
    public string Value { get; set; } = string.Empty;

    /// <summary>The names of the roles of whoever has it; at least one.</summary>
    public IList<string> Roles { get; set; } = [];

    /// <summary>Rooms of a teacher, each <c>site/room</c> or <c>site/*</c>.</summary>
    public IList<string> Rooms { get; set; } = [];

    /// <summary>The roles, once there are no mistakes.</summary>
    internal IEnumerable<Role> KnownRoles => Roles.Select(Known).OfType<Role>();

    internal IEnumerable<string> FindMistakes()
    {
        if (Value.Length == 0)
        {
            yield return "Value is missing: give the claim's value, such as the name of a group.";
        }

        if (Roles.Count == 0)
        {
            yield return $"Roles is empty: give at least one of {string.Join(", ", Enum.GetNames<Role>())}.";
        }

        foreach (var role in Roles.Where(role => Known(role) is null))
        {
            yield return $"'{role}' is no role: give any of {string.Join(", ", Enum.GetNames<Role>())}.";
        }

        foreach (var mistake in Rooms.Select(AccountRules.FindRoomMistake).OfType<string>())
        {
            yield return mistake;
        }
    }

    // Enum.Parse would take numbers, too.
    private static Role? Known(string name) =>
        Array.FindIndex(Enum.GetNames<Role>(), role => role.Equals(name, StringComparison.OrdinalIgnoreCase)) is >= 0 and var index
            ? Enum.GetValues<Role>()[index]
            : null;
}
