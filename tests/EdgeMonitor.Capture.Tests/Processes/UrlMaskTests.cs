using EdgeMonitor.Capture.Processes;

namespace EdgeMonitor.Capture.Tests.Processes;

public sealed class UrlMaskTests
{
    [Theory]
    [InlineData("rtsp://admin:secret@192.0.2.7:554/live?token=secret: Connection refused", "rtsp://192.0.2.7:554/…: Connection refused")]
    [InlineData("rtsp://192.0.2.7: no route", "rtsp://192.0.2.7: no route")]
    [InlineData("open 'rtsp://u:secret@[2001:db8::1]:554/x' failed", "open 'rtsp://[2001:db8::1]:554/…' failed")]
    [InlineData("RTSP://admin:se@cret@host/user=admin&password=secret", "RTSP://host/…")]
    [InlineData("rtsp://admin:se/cret@host/x and http://host", "rtsp://… and http://host")]
    [InlineData("rtsp://host/?mail=secret@example.org", "rtsp://…")]
    [InlineData("Connection to tcp://192.0.2.7:554?timeout=5 failed", "Connection to tcp://192.0.2.7:554/… failed")]
    [InlineData("/dev/video0: No such file or directory", "/dev/video0: No such file or directory")]
    public void Apply_Text_KeepsSchemeAndHostOnly(string text, string expected) => Assert.Equal(expected, UrlMask.Apply(text));
}
