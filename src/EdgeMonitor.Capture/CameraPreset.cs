namespace EdgeMonitor.Capture;

/// <summary>How a camera is reached.</summary>
public enum CameraPreset
{
    /// <summary>A USB camera: ffmpeg reads MJPEG through V4L2. Uses <see cref="CameraOptions.Device"/>.</summary>
    Usb,

    /// <summary>A camera on the ribbon connector of a Raspberry Pi, through rpicam-vid.</summary>
    Csi,

    /// <summary>A camera on the ribbon connector of an NVIDIA Jetson, through GStreamer's nvarguscamerasrc.</summary>
    Jetson,

    /// <summary>A network camera: ffmpeg reads RTSP over TCP. Uses <see cref="CameraOptions.Url"/>.</summary>
    Rtsp,

    /// <summary>
    /// A video file at its own pace. Uses <see cref="CameraOptions.Path"/> and <see cref="CameraOptions.Loop"/>.
    /// </summary>
    File,

    /// <summary>Any program that writes YUV4MPEG2 to its standard output. Uses <see cref="CameraOptions.Command"/>.</summary>
    Command,
}
