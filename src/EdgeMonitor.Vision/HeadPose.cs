namespace EdgeMonitor.Vision;

/// <summary>Where a head is turned to, in degrees; 0, 0, 0 looks straight into the camera.</summary>
/// <param name="Yaw">Turn about the vertical axis; positive towards the viewer's right.</param>
/// <param name="Pitch">Nod; positive is up.</param>
/// <param name="Roll">Tilt in the picture plane; positive is clockwise as seen by the viewer.</param>
public readonly record struct HeadPose(float Yaw, float Pitch, float Roll);
