using System.Globalization;
using System.Text.RegularExpressions;

namespace EdgeMonitor.Messaging;

/// <summary>Host and port of a broker in one text: <c>host</c>, <c>host:port</c>, <c>[2001:db8::1]</c> or <c>[2001:db8::1]:port</c>.</summary>
internal sealed partial record BrokerAddress(string Host, int Port)
{
    /// <summary>What such a text looks like.</summary>
    public const string Form = @"\A(?:\[(?<host>[0-9A-Fa-f:.]+)\]|(?<host>[^\[\]:\s]+))(?::(?<port>\d{1,5}))?\z";

    /// <summary>Whether <paramref name="text"/> is an address with a port of 1..65535 or none.</summary>
    public static bool IsValid(string text) =>
        Pattern().Match(text) is { Success: true } match && (!match.Groups["port"].Success || PortOf(match) is >= 1 and <= 65535);

    /// <summary>Takes a valid text apart; without a port it is 0.</summary>
    public static BrokerAddress Parse(string text)
    {
        var match = Pattern().Match(text);
        return new BrokerAddress(match.Groups["host"].Value, match.Groups["port"].Success ? PortOf(match) : 0);
    }

    /// <summary>The same options for the broker at this address.</summary>
    public MqttOptions ApplyTo(MqttOptions options) => options with { Host = Host, Port = Port, Fallbacks = [] };

    private static int PortOf(Match match) => int.Parse(match.Groups["port"].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(Form, RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Pattern();
}
