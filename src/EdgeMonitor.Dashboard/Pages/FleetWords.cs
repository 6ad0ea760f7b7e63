using EdgeMonitor.Dashboard.Fleet;
using EdgeMonitor.Dashboard.Ingest;
using EdgeMonitor.Dashboard.Rooms;

namespace EdgeMonitor.Dashboard.Pages;

/// <summary>What is wrong with a device and what to do about it, in plain words.</summary>
internal static class FleetWords
{
    /// <summary>An alert in a word.</summary>
    public static string Name(DeviceAlert alert) => alert switch
    {
        DeviceAlert.Offline => L("Offline"),
        DeviceAlert.Silent => L("Silent"),
        DeviceAlert.Blind => L("Blind"),
        DeviceAlert.Hot => L("Hot"),
        DeviceAlert.Full => L("Full"),
        DeviceAlert.Clock => L("Clock is wrong"),
        _ => L("Problem"),
    };

    /// <summary>Why there is an alert.</summary>
    public static string Reason(DeviceAlert alert, DeviceState device)
    {
        var health = device.Device.Health;
        return alert switch
        {
            DeviceAlert.Offline => L("The broker has lost the device."),
            DeviceAlert.Silent => L("The device is connected, but has said nothing for some time."),
            DeviceAlert.Blind => L("The camera gives no usable picture: {0}", health?.Camera.Reason ?? Words.Camera(health!.Camera.State)),
            DeviceAlert.Hot => L("The processor is at {0} °C.", Words.Number(health!.TemperatureCelsius!.Value)),
            DeviceAlert.Full when health!.OutboxDropped > 0 =>
                L("{0} messages wait, {1} were lost since the device started.", health.OutboxDepth, health.OutboxDropped),
            DeviceAlert.Full => L("{0} messages wait to be sent.", health!.OutboxDepth),
            DeviceAlert.Clock => L("The device's clock is not synchronised, so its figures may stand at a wrong time."),
            _ => string.Join(' ', health!.Problems!),
        };
    }

    /// <summary>What to do about it.</summary>
    public static string Advice(DeviceAlert alert) => alert switch
    {
        DeviceAlert.Offline => L("Check its power and its network cable or Wi-Fi."),
        DeviceAlert.Silent => L("Wait two minutes. If it stays silent, switch it off and on again."),
        DeviceAlert.Blind => L("Check the camera's cable and lens. The device tries again by itself."),
        DeviceAlert.Hot => L("Give it air: clear its vents, keep it out of the sun, check the fan."),
        DeviceAlert.Full => L("Its connection is too slow or was away for long. What waits is sent by itself when it returns."),
        DeviceAlert.Clock => L("Check that the device reaches a time server (NTP)."),
        _ => L("The device's log says more: journalctl -u 'edgemonitor*'"),
    };

    /// <summary>Why a message was not taken in.</summary>
    public static string Name(Refusal refusal) => refusal switch
    {
        Refusal.ForeignTopic => L("Topic of no device"),
        Refusal.TooLarge => L("Too large"),
        Refusal.Malformed => L("Not readable"),
        Refusal.UnknownSchema => L("Unknown version"),
        Refusal.ImpossibleValue => L("Impossible value"),
        Refusal.NumbersOfASmallGroup => L("Numbers of a small group"),
        Refusal.FromTheFuture => L("From the future"),
        Refusal.TooOld => L("Too old"),
        _ => L("Too many devices"),
    };
}
