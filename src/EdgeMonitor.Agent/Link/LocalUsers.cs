using System.Globalization;
using System.Runtime.InteropServices;

namespace EdgeMonitor.Agent.Link;

/// <summary>
/// Users of this machine, as passwd(5) lists them. The file is read itself, since the C library would load modules for it that
/// may reach for the network, in a process that must not.
/// </summary>
internal static partial class LocalUsers
{
    private const string List = "/etc/passwd";

    /// <summary>The user that this process acts as.</summary>
    public static uint Own => EffectiveUserId();

    /// <summary>The id of <paramref name="name"/>, or of <see cref="Own"/> for null; null when there is no such user.</summary>
    public static uint? IdOf(string? name)
    {
        if (name is null)
        {
            return Own;
        }

        foreach (var line in File.ReadLines(List))
        {
            if (line.Split(':') is [var user, _, var id, ..] && user.Equals(name, StringComparison.Ordinal))
            {
                return uint.Parse(id, CultureInfo.InvariantCulture);
            }
        }

        return null;
    }

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint EffectiveUserId();
}
