using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace EdgeMonitor.LocalPages;

/// <summary>The addresses on which a page may be shown to a visitor: one of this machine, in a network that is not the internet's.</summary>
public static class VisitorAddress
{
    private static readonly IPNetwork[] Private =
    [
        IPNetwork.Parse("10.0.0.0/8"),
        IPNetwork.Parse("172.16.0.0/12"),
        IPNetwork.Parse("192.168.0.0/16"),
        IPNetwork.Parse("169.254.0.0/16"),
        IPNetwork.Parse("127.0.0.0/8"),
        IPNetwork.Parse("fc00::/7"),
        IPNetwork.Parse("::1/128"),
    ];

    /// <summary>Reads an address; false when it is none, names all interfaces at once, or can be reached from the internet.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out IPAddress? address)
    {
        address = IPAddress.TryParse(text, out var read) && Array.Exists(Private, network => network.Contains(read)) ? read : null;
        return address is not null;
    }
}
