using System.ComponentModel.DataAnnotations;
using EdgeMonitor.Contracts;

namespace EdgeMonitor.Agent.Configuration;

/// <summary>Where the device is. The three ids are levels of its topics: <c>edgemonitor/SITE/ROOM/ID/…</c>.</summary>
internal sealed class DeviceOptions
{
    /// <summary>The school or building. It has no default: figures under the wrong name would be worse than none.</summary>
    [Required]
    [DeviceId]
    public string Site { get; set; } = "";

    /// <summary>The room. It has no default: figures under the wrong name would be worse than none.</summary>
    [Required]
    [DeviceId]
    public string Room { get; set; } = "";

    /// <summary>The device within the room; when not given, the host name in lower case with hyphens for the rest.</summary>
    [DeviceId]
    public string? Id { get; set; }

    /// <summary>The device's address, once site and room are known to be valid.</summary>
    /// <exception cref="ArgumentException">An id is not valid.</exception>
    public DeviceAddress ToAddress() => new(Site, Room, Id ?? IdFromHostName(Environment.MachineName));

    /// <summary>An id made from a host name; <c>device</c> when nothing usable is left of it.</summary>
    internal static string IdFromHostName(string hostName)
    {
        var letters = hostName.ToLowerInvariant().Take(DeviceAddress.MaximumLength);
        var id = string.Concat(letters.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-')).Trim('-');
        return id.Length == 0 ? "device" : id;
    }
}
