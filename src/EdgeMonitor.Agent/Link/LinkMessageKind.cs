namespace EdgeMonitor.Agent.Link;

/// <summary>What a frame carries: the first byte on the wire. What is not here cannot pass.</summary>
internal enum LinkMessageKind : byte
{
    /// <summary>From sense: a <see cref="Contracts.RoomAggregate"/>.</summary>
    Window = 1,

    /// <summary>From sense: a <see cref="Contracts.DeviceHealth"/>.</summary>
    Health = 2,

    /// <summary>From sense: a <see cref="Contracts.CommandAnswer"/> to the last <see cref="CameraRequest"/> or <see cref="LessonRequest"/>.</summary>
    Answer = 3,

    /// <summary>From sense: a <see cref="Contracts.LessonRelease"/>.</summary>
    Lesson = 4,

    /// <summary>From publish, without a payload: the last <see cref="Window"/>, <see cref="Health"/> or <see cref="Lesson"/> is kept.</summary>
    Receipt = 16,

    /// <summary>From publish: a <see cref="Contracts.CameraRequest"/>.</summary>
    CameraRequest = 17,

    /// <summary>
    /// From publish, its last word before it closes the connection: the last <see cref="Window"/>, <see cref="Health"/> or
    /// <see cref="Lesson"/> breaks its contract. The payload is the reason, 1 to <see cref="LinkLimits.LongestRefusal"/> printable ASCII characters.
    /// </summary>
    Refusal = 18,

    /// <summary>From publish: a <see cref="Contracts.LessonRequest"/>.</summary>
    LessonRequest = 19,
}
