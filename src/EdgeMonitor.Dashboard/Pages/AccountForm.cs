using EdgeMonitor.Dashboard.Accounts;

namespace EdgeMonitor.Dashboard.Pages;

/// <summary>What the forms of the accounts send.</summary>
internal sealed class AccountForm
{
    private static readonly char[] Separators = [' ', ',', ';'];

    public string? Name { get; set; }

    public string? Password { get; set; }

    public List<string>? Roles { get; set; }

    public string? Rooms { get; set; }

    /// <summary>The chosen roles; words that are none are left out.</summary>
    public IReadOnlyList<Role> ChosenRoles =>
        [.. (Roles ?? []).Where(word => Enum.TryParse<Role>(word, out var role) && Enum.IsDefined(role)).Select(Enum.Parse<Role>).Distinct()];

    /// <summary>The rooms, one by one.</summary>
    public IReadOnlyList<string> ChosenRooms =>
        (Rooms ?? string.Empty).Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>What is wrong with the roles and rooms; null for nothing.</summary>
    public string? FindMistake() => ChosenRoles.Count == 0
        ? L("An account needs at least one role.")
        : ChosenRooms.Select(AccountRules.FindRoomMistake).FirstOrDefault(mistake => mistake is not null);
}
