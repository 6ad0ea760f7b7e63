namespace EdgeMonitor.Agent.Preview;

/// <summary>Whether a face can be judged, and if not, what to change about the camera.</summary>
internal enum FaceQuality
{
    /// <summary>It can be judged.</summary>
    Good,

    /// <summary>Too few pixels: the camera is too far away, or its resolution too low.</summary>
    Small,

    /// <summary>The detector is not sure: blurred, covered or badly lit.</summary>
    Unsure,

    /// <summary>Turned further away than counts as attentive. So is who looks away; many at once tell of a camera at the side.</summary>
    Turned,
}
