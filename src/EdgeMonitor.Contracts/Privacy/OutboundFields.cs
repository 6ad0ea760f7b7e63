using static EdgeMonitor.Contracts.Privacy.FieldSubject;

namespace EdgeMonitor.Contracts.Privacy;

/// <summary>
/// Every field of every message that may leave the device. A test compares this with the types: a field that is not listed here
/// cannot be added to a message unnoticed. The privacy report shows this list.
/// </summary>
public static class OutboundFields
{
    /// <summary>The fields, by message.</summary>
    public static IReadOnlyList<OutboundField> All { get; } =
    [
        .. OfRoomAggregate(),
        .. OfLessonRelease(),
        .. OfDeviceHealth(),
        .. OfPrivacyState(),
        .. OfCommandAnswer(),
        .. OfDiscoveryDocument(),
        .. OfPrivacyReport(),
    ];

    private static OutboundField[] OfRoomAggregate()
    {
        const string Message = "RoomAggregate";
        return
        [
            new(Message, "schema", Configuration, "Version of the message's form."),
            new(Message, "window_start", Configuration, "Start of the window, a multiple of its length."),
            new(Message, "window_end", Configuration, "End of the window."),
            new(Message, "sequence", Configuration, "Rises with every window, so that duplicates can be dropped."),
            new(Message, "mode", Configuration, "What decides that a face is attentive."),
            new(
                Message,
                "status",
                Group,
                "Whether there are numbers, and if not, why: the group was too small, the camera closed, no picture, too dark."),
            new(Message, "closed_by[]", Device, "Who closed the camera: the switch, a request, the schedule, or a fault of these."),
            new(
                Message,
                "people",
                Group,
                "People present, estimated over minutes and rounded; only of groups that are large enough."),
            new(
                Message,
                "visible_share",
                Group,
                "Share of the people present whose faces were seen, rounded; only of groups that are large enough."),
            new(
                Message,
                "attentive_share",
                Group,
                "Share of the people present who were attentive, rounded; only of groups that are large enough."),
            new(
                Message,
                "expressions.angry",
                Group,
                "Share of the faces that look angry, rounded; off unless switched on, and only in modes that infer emotions."),
            new(Message, "expressions.disgust", Group, "The same for disgusted."),
            new(Message, "expressions.fear", Group, "The same for afraid."),
            new(Message, "expressions.happy", Group, "The same for happy."),
            new(Message, "expressions.sad", Group, "The same for sad."),
            new(Message, "expressions.surprise", Group, "The same for surprised."),
            new(Message, "expressions.neutral", Group, "The same for neutral."),
            new(Message, "coverage", Device, "Share of the window with usable frames, rounded."),
            new(Message, "minimum_group", Configuration, "The group size below which there are no numbers."),
            new(Message, "rounding.people", Configuration, "The step that people are rounded to."),
            new(Message, "rounding.share", Configuration, "The step that shares are rounded to."),
            new(Message, "models.detector", Configuration, "The network that finds faces."),
            new(Message, "models.expression", Configuration, "The network that reads expressions; absent where none is loaded."),
        ];
    }

    private static OutboundField[] OfLessonRelease()
    {
        const string Message = "LessonRelease";
        return
        [
            new(Message, "schema", Configuration, "Version of the message's form."),
            new(Message, "lesson_start", Configuration, "When somebody said that the lesson starts."),
            new(Message, "lesson_end", Configuration, "When somebody said that it ends."),
            new(Message, "mode", Configuration, "What decides that a face is attentive."),
            new(Message, "status", Group, "Whether there are numbers, and if not, why; decided by noisy numbers and by frames, never by who was there."),
            new(Message, "people", Group, "People present during the lesson, with noise."),
            new(Message, "attentive", Group, "Attentive people in the middle of the lesson, with noise of its own."),
            new(Message, "minimum_group", Configuration, "The smallest noisy number of people that numbers are given for."),
            new(Message, "epsilon", Configuration, "What this release has spent of the day's privacy budget."),
            new(Message, "unit", Configuration, "Whom that protects: one person in one lesson."),
            new(Message, "daily_epsilon", Configuration, "What the releases of a day may spend together."),
        ];
    }

    private static OutboundField[] OfDeviceHealth()
    {
        const string Message = "DeviceHealth";
        return
        [
            new(Message, "schema", Configuration, "Version of the message's form."),
            new(Message, "time", Device, "When this was measured."),
            new(Message, "version", Device, "EdgeMonitor's version."),
            new(Message, "uptime_seconds", Device, "Time since the service started."),
            new(Message, "camera.state", Device, "What the camera is doing."),
            new(Message, "camera.reason", Device, "Why, in words that the camera's program said."),
            new(Message, "camera.closed_by[]", Device, "Who closed it: the switch, a request, the schedule, or a fault of these."),
            new(Message, "camera.captured_per_second", Device, "Frames that the camera delivered."),
            new(Message, "camera.processed_per_second", Device, "Frames that were looked at."),
            new(Message, "camera.target_per_second", Device, "Frames that are to be looked at."),
            new(Message, "camera.reduced_because", Device, "Why these are fewer than configured: heat, throttling, a slow processor."),
            new(Message, "camera.dropped_per_second", Device, "Frames that were passed over."),
            new(Message, "camera.frame_age_seconds", Device, "Age of the newest frame."),
            new(Message, "camera.restarts", Device, "Restarts of the camera's program."),
            new(Message, "latency.total", Device, "Milliseconds for a frame, coarse; only after a window with numbers, since a frame with more faces takes longer."),
            new(Message, "latency.detection", Device, "The same for finding faces."),
            new(Message, "latency.expression", Device, "The same for reading expressions."),
            new(Message, "picture.low_light_share", Device, "Share of the frames that were too dark, rounded."),
            new(Message, "picture.blurred_share", Device, "Share of the frames that were out of focus, rounded."),
            new(
                Message,
                "picture.small_faces_share",
                Group,
                "Share of the frames with five faces or more, most of them too small to be judged well, rounded; only after a window with numbers."),
            new(Message, "throttled", Device, "Whether the processor is slowed down."),
            new(Message, "temperature_celsius", Device, "The processor's temperature."),
            new(Message, "memory_bytes", Device, "Memory in use."),
            new(Message, "clock_synced", Device, "Whether the clock is set."),
            new(Message, "outbox_depth", Device, "Messages that wait for the broker."),
            new(Message, "outbox_dropped", Device, "Messages dropped because too many waited."),
            new(Message, "problems[]", Device, "What is wrong with the service."),
            new(Message, "models.detector", Configuration, "The network that finds faces."),
            new(Message, "models.expression", Configuration, "The network that reads expressions; absent where none is loaded."),
        ];
    }

    private static OutboundField[] OfPrivacyState()
    {
        const string Message = "PrivacyState";
        return
        [
            new(Message, "schema", Configuration, "Version of the message's form."),
            new(Message, "state", Device, "Whether the camera is open."),
            new(Message, "closed_by[]", Device, "Who closed it: the switch, a request, the schedule, or a fault of these."),
        ];
    }

    private static OutboundField[] OfCommandAnswer()
    {
        const string Message = "CommandAnswer";
        return
        [
            new(Message, "schema", Configuration, "Version of the message's form."),
            new(Message, "status", Device, "Whether a command was carried out."),
            new(Message, "error", Device, "Why it was not."),
        ];
    }

    private static OutboundField[] OfDiscoveryDocument()
    {
        const string Message = "DiscoveryDocument";
        return
        [
            new(
                Message,
                "device.identifiers[]",
                Configuration,
                "The device's id for Home Assistant, made from site, room and device."),
            new(Message, "device.name", Configuration, "Its name."),
            new(Message, "device.manufacturer", Configuration, "EdgeMonitor."),
            new(Message, "device.model", Configuration, "EdgeMonitor."),
            new(Message, "device.sw_version", Configuration, "EdgeMonitor's version."),
            new(Message, "device.suggested_area", Configuration, "The room."),
            new(Message, "origin.name", Configuration, "EdgeMonitor."),
            new(Message, "origin.sw_version", Configuration, "EdgeMonitor's version."),
            new(Message, "components.*.platform", Configuration, "Kind of a display."),
            new(Message, "components.*.unique_id", Configuration, "Id of a display."),
            new(Message, "components.*.name", Configuration, "Name of a display."),
            new(Message, "components.*.state_topic", Configuration, "The topic that it shows."),
            new(Message, "components.*.value_template", Configuration, "The field that it shows."),
            new(Message, "components.*.expire_after", Configuration, "Seconds after which it shows nothing."),
            new(Message, "components.*.command_topic", Configuration, "The topic on which it asks the device for something."),
            new(Message, "components.*.payload_on", Configuration, "What it sends when switched on."),
            new(Message, "components.*.payload_off", Configuration, "What it sends when switched off."),
            new(Message, "components.*.state_on", Configuration, "The state that it shows as on."),
            new(Message, "components.*.state_off", Configuration, "The state that it shows as off."),
            new(Message, "components.*.device_class", Configuration, "Kind of value."),
            new(Message, "components.*.state_class", Configuration, "Kind of value."),
            new(Message, "components.*.unit_of_measurement", Configuration, "Unit."),
            new(Message, "components.*.options[]", Configuration, "Possible values."),
            new(Message, "components.*.entity_category", Configuration, "Kind of display."),
            new(Message, "components.*.icon", Configuration, "Icon."),
            new(Message, "components.*.json_attributes_topic", Configuration, "The topic that it shows details of."),
            new(Message, "components.*.json_attributes_template", Configuration, "The details that it shows."),
            new(Message, "availability[].topic", Configuration, "The topic that says whether the device is there."),
            new(Message, "availability_mode", Configuration, "How several of these go together."),
            new(Message, "qos", Configuration, "How Home Assistant subscribes."),
        ];
    }

    private static OutboundField[] OfPrivacyReport()
    {
        const string Message = "PrivacyReport";
        return
        [
            new(Message, "schema", Configuration, "Version of the message's form."),
            new(Message, "version", Configuration, "EdgeMonitor's version."),
            new(Message, "device", Configuration, "Site, room and device."),
            new(Message, "mode.mode", Configuration, "What decides that a face is attentive."),
            new(Message, "mode.infers_emotions", Configuration, "Whether emotions are inferred."),
            new(Message, "mode.acknowledged", Configuration, "Whether the configuration confirms that they may be."),
            new(Message, "mode.notice", Configuration, "The law on it."),
            new(Message, "topics[].topic", Configuration, "A topic of this list."),
            new(Message, "topics[].direction", Configuration, "Whether it is sent or received."),
            new(Message, "topics[].message", Configuration, "What it carries."),
            new(Message, "topics[].qos", Configuration, "How it is delivered."),
            new(Message, "topics[].retained", Configuration, "Whether the broker keeps the newest."),
            new(Message, "topics[].expiry_seconds", Configuration, "How long."),
            new(Message, "topics[].purpose", Configuration, "What for."),
            new(Message, "fields[].message", Configuration, "A message of this list."),
            new(Message, "fields[].name", Configuration, "A field of this list."),
            new(Message, "fields[].about", Configuration, "Whom or what it is about."),
            new(Message, "fields[].meaning", Configuration, "What it says."),
            new(Message, "settings[].key", Configuration, "A setting that matters for privacy."),
            new(Message, "settings[].value", Configuration, "Its value."),
            new(Message, "settings[].meaning", Configuration, "What it does."),
            new(Message, "stores[].place", Configuration, "A place where something is kept."),
            new(Message, "stores[].content", Configuration, "What."),
            new(Message, "stores[].longest", Configuration, "How long at most."),
            new(Message, "outbound[].process", Configuration, "A process that connects to others."),
            new(Message, "outbound[].address", Configuration, "To whom."),
            new(Message, "outbound[].protocol", Configuration, "How."),
            new(Message, "outbound[].purpose", Configuration, "What for."),
            new(Message, "open_ports[].process", Configuration, "A process that others can connect to."),
            new(Message, "open_ports[].address", Configuration, "Where."),
            new(Message, "open_ports[].protocol", Configuration, "How."),
            new(Message, "open_ports[].purpose", Configuration, "What for."),
            new(Message, "units[].unit", Configuration, "A service of this machine."),
            new(Message, "units[].settings[]", Configuration, "How it is confined."),
        ];
    }
}
