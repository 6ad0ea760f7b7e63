using System.Diagnostics.CodeAnalysis;

namespace EdgeMonitor.Contracts;

/// <summary>The MQTT topics of one device: <c>edgemonitor/&lt;site&gt;/&lt;room&gt;/&lt;device&gt;/…</c></summary>
public sealed class Topics
{
    /// <summary>The first level of every topic.</summary>
    public const string Root = "edgemonitor";

    /// <summary>Last level of the topic that carries <see cref="RoomAggregate"/>.</summary>
    public const string AttentionLevel = "attention";

    /// <summary>
    /// Last level of the topic that carries <see cref="LessonRelease"/>, and name of the command that carries a
    /// <see cref="LessonRequest"/>.
    /// </summary>
    public const string LessonLevel = "lesson";

    /// <summary>Last level of the topic that carries <see cref="DeviceHealth"/>.</summary>
    public const string HealthLevel = "health";

    /// <summary>Last level of the topic that carries <see cref="Online"/> or <see cref="Offline"/>.</summary>
    public const string AvailabilityLevel = "availability";

    /// <summary>Last levels of the topic that carries <see cref="Privacy.PrivacyReport"/>.</summary>
    public const string PrivacyReportLevel = "privacy/report";

    /// <summary>Name of the command that carries a <see cref="CameraRequest"/>, and the level above its state.</summary>
    public const string PrivacyLevel = "privacy";

    /// <summary>Payload of <see cref="Availability"/> while the device is connected (Home Assistant's default).</summary>
    public const string Online = "online";

    /// <summary>Payload of <see cref="Availability"/> by will and on a clean stop (Home Assistant's default).</summary>
    public const string Offline = "offline";

    /// <summary>Last level of the topics that a device takes commands on.</summary>
    public const string CommandLevel = "set";

    private readonly string _prefix;

    /// <summary>Names the topics of the device at <paramref name="address"/>.</summary>
    public Topics(DeviceAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        var prefix = $"{Root}/{address}/";
        Attention = prefix + AttentionLevel;
        Lesson = prefix + LessonLevel;
        Health = prefix + HealthLevel;
        Availability = prefix + AvailabilityLevel;
        PrivacyReport = prefix + PrivacyReportLevel;
        PrivacyState = $"{prefix}{PrivacyLevel}/state";
        EveryCommand = $"{prefix}+/{CommandLevel}";
        _prefix = prefix;
    }

    /// <summary>A <see cref="RoomAggregate"/> per window. QoS 1, retained.</summary>
    public string Attention { get; }

    /// <summary>A <see cref="LessonRelease"/> per lesson, where these are switched on. QoS 1, retained.</summary>
    public string Lesson { get; }

    /// <summary>A <see cref="DeviceHealth"/> now and then. QoS 0, retained.</summary>
    public string Health { get; }

    /// <summary><see cref="Online"/> or <see cref="Offline"/>. QoS 1, retained.</summary>
    public string Availability { get; }

    /// <summary>A <see cref="Privacy.PrivacyReport"/> on every connect. QoS 1, retained.</summary>
    public string PrivacyReport { get; }

    /// <summary>A <see cref="Contracts.PrivacyState"/> whenever it changes. QoS 1, retained.</summary>
    public string PrivacyState { get; }

    /// <summary>The filter that matches every command to the device: <c>…/&lt;name&gt;/set</c>. QoS 1, never retained.</summary>
    public string EveryCommand { get; }

    /// <summary>The topic of one command.</summary>
    public string Command(string name) => $"{_prefix}{name}/{CommandLevel}";

    /// <summary>The name of the command that <paramref name="topic"/> carries to this device; null when it carries none.</summary>
    public string? CommandIn(string topic)
    {
        ArgumentNullException.ThrowIfNull(topic);
        return topic.StartsWith(_prefix, StringComparison.Ordinal) && topic[_prefix.Length..].Split('/') is [var name, CommandLevel] ? name : null;
    }

    /// <summary>The filter that matches one kind of topic (its last level) of every device.</summary>
    public static string OfEveryDevice(string level) => $"{Root}/+/+/+/{level}";

    /// <summary>Takes a device's topic apart; false for any other topic.</summary>
    public static bool TryParse(string topic, [NotNullWhen(true)] out DeviceAddress? address, [NotNullWhen(true)] out string? level)
    {
        ArgumentNullException.ThrowIfNull(topic);
        address = null;
        level = null;
        var levels = topic.Split('/', 5);
        if (levels is not [Root, var site, var room, var device, var rest]
            || !DeviceAddress.IsValidId(site) || !DeviceAddress.IsValidId(room) || !DeviceAddress.IsValidId(device))
        {
            return false;
        }

        address = new DeviceAddress(site, room, device);
        level = rest;
        return true;
    }
}
