using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace EdgeMonitor.Contracts;

/// <summary>Where a device is: site, room and its own id, each of <c>[a-z0-9-]+</c>, at most 64 characters.</summary>
public sealed partial record DeviceAddress
{
    /// <summary>The longest id.</summary>
    public const int MaximumLength = 64;

    /// <summary>Makes an address.</summary>
    /// <exception cref="ArgumentException">An id has other characters than lower-case letters, digits and hyphens, or is too long.</exception>
    public DeviceAddress(string site, string room, string device)
    {
        Site = Checked(site, nameof(site));
        Room = Checked(room, nameof(room));
        Device = Checked(device, nameof(device));
    }

    /// <summary>The school or building.</summary>
    public string Site { get; }

    /// <summary>The room.</summary>
    public string Room { get; }

    /// <summary>The device.</summary>
    public string Device { get; }

    /// <summary>Whether <paramref name="id"/> can be part of an address.</summary>
    public static bool IsValidId([NotNullWhen(true)] string? id) => id is { Length: <= MaximumLength } && Id().IsMatch(id);

    /// <inheritdoc/>
    public override string ToString() => $"{Site}/{Room}/{Device}";

    private static string Checked(string id, string name) => IsValidId(id)
        ? id
        : throw new ArgumentException($"'{id}' is no valid id: lower-case letters, digits and hyphens, 1 to {MaximumLength} characters.", name);

    [GeneratedRegex(@"\A[a-z0-9-]+\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Id();
}
