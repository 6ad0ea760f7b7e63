namespace EdgeMonitor.Contracts;

/// <summary>
/// How well the pictures of the last interval could be judged: shares of the frames that were looked at, 0..1, rounded to 0.05.
/// </summary>
/// <param name="LowLightShare">Frames that were too dark; their windows say <see cref="WindowStatus.LowLight"/>.</param>
/// <param name="BlurredShare">Frames that were out of focus; their windows say so too.</param>
/// <param name="SmallFacesShare">
/// Frames with at least the smallest group of faces, most of them so small that they are judged badly: the camera is too far away
/// or its resolution too low. Null unless the newest window has numbers: it would tell of a group that is too small for them.
/// </param>
public sealed record PictureHealth(double LowLightShare, double BlurredShare, double? SmallFacesShare = null);
