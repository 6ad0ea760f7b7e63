namespace EdgeMonitor.Contracts;

/// <summary>Asks to close or open the camera: nothing else is ever said to it.</summary>
public sealed record CameraRequest
{
    /// <summary>The version of this payload's schema.</summary>
    public const int CurrentSchema = 1;

    /// <summary>The version of the schema that this payload follows.</summary>
    public int Schema { get; init; } = CurrentSchema;

    /// <summary>What the camera shall do.</summary>
    public required CameraAction Action { get; init; }
}
