namespace EdgeMonitor.Agent.Link;

/// <summary>What a frame carries: the first byte on the wire. What is not here cannot pass.</summary>
internal enum LinkMessageKind : byte
{
    /// <summary>From sense: a <see cref="Contracts.RoomAggregate"/>.</summary>
    Window = 1,

    /// <summary>From sense: a <see cref="Contracts.DeviceHealth"/>.</summary>
    Health = 2,

    /// <summary>From sense: a <see cref="Contracts.CommandAnswer"/> to the last <see cref="CameraRequest"/>.</summary>
    Answer = 3,

    /// <summary>From publish, without a payload: the last <see cref="Window"/> or <see cref="Health"/> is kept.</summary>
    Receipt = 16,

    /// <summary>From publish: a <see cref="Contracts.CameraRequest"/>.</summary>
    CameraRequest = 17,
}
