using EdgeMonitor.Contracts;

namespace EdgeMonitor.Dashboard.Accounts;

/// <summary>What names, passwords and rooms of accounts must look like.</summary>
public static class AccountRules
{
    /// <summary>The shortest password.</summary>
    public const int MinimumPassword = 10;

    private const int MaximumPassword = 256;
    private const int MaximumName = 64;

    /// <summary>A name as it is kept: without blanks around it, in lower case.</summary>
    public static string Normalise(string? name) => (name ?? string.Empty).Trim().ToLowerInvariant();

    /// <summary>What is wrong with a name; null for nothing.</summary>
    public static string? FindNameMistake(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.Length is > 0 and <= MaximumName && name.All(IsNameLetter)
            ? null
            : L("A name has 1 to {0} letters, digits or any of . _ - @", MaximumName);
    }

    /// <summary>What is wrong with a password; null for nothing.</summary>
    public static string? FindPasswordMistake(string? password) =>
        password is { Length: >= MinimumPassword and <= MaximumPassword }
            ? null
            : L("A password has at least {0} characters.", MinimumPassword);

    /// <summary>What is wrong with a teacher's room; null for nothing.</summary>
    public static string? FindRoomMistake(string room)
    {
        ArgumentNullException.ThrowIfNull(room);
        return room.Split('/') is [var site, var name]
            && DeviceAddress.IsValidId(site)
            && (name is "*" || DeviceAddress.IsValidId(name))
                ? null
                : L("'{0}' is no room: write site/room, or site/* for all rooms of a site.", room);
    }

    private static bool IsNameLetter(char letter) => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter is '.' or '_' or '-' or '@';
}
