using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeMonitor.Capture.Tests;

public sealed class CameraOptionsValidatorTests
{
    [Fact]
    public void Validate_Defaults_AreRight() => Assert.Empty(Validate(new CameraOptions()));

    [Fact]
    public void Validate_ManyMistakes_ListsAllWithTheirKeys()
    {
        var mistakes = Validate(new CameraOptions
        {
            Preset = CameraPreset.Csi,
            Width = 1000,
            Height = 1,
            FramesPerSecond = 0,
            StartSeconds = 0,
            StallSeconds = -1,
            FreezeSeconds = double.NaN,
            Restart = new CameraRestartOptions { MinimumSeconds = 50, MaximumSeconds = 20, StableSeconds = 0 },
        });

        Assert.Equal(
            [
                "camera.framesPerSecond", "camera.freezeSeconds", "camera.height", "camera.height", "camera.restart.maximumSeconds",
                "camera.restart.stableSeconds", "camera.stallSeconds", "camera.startSeconds", "camera.width",
            ],
            mistakes.Select(mistake => mistake.MemberNames.Single()).Order(StringComparer.Ordinal));
        Assert.All(mistakes, mistake => Assert.StartsWith(mistake.MemberNames.Single(), mistake.ErrorMessage, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(CameraPreset.Usb, "camera.device")]
    [InlineData(CameraPreset.Rtsp, "camera.url")]
    [InlineData(CameraPreset.File, "camera.path")]
    [InlineData(CameraPreset.Command, "camera.command")]
    [InlineData((CameraPreset)77, "camera.preset")]
    public void Validate_PresetWithoutWhatItNeeds_NamesTheKey(CameraPreset preset, string key)
        => Assert.Equal(key, Validate(new CameraOptions { Preset = preset, Device = "video0" }).Single().MemberNames.Single());

    [Theory]
    [InlineData("rtsp://192.0.2.7/stream1", true)]
    [InlineData("rtsps://user:p%40ss@camera.school.example:322/ch1?x=1", true)]
    [InlineData("http://192.0.2.7/", false)]
    [InlineData("192.0.2.7", false)]
    [InlineData("-i", false)]
    public void Validate_Url_MustBeRtsp(string url, bool isRight)
        => Assert.Equal(isRight, Validate(new CameraOptions { Preset = CameraPreset.Rtsp, Url = url }).Count == 0);

    [Fact]
    public void Validate_WrongUrl_KeepsItsPasswordOutOfTheMessage()
    {
        var mistake = Validate(new CameraOptions { Preset = CameraPreset.Rtsp, Url = "http://user:swordfish@192.0.2.7/" }).Single();

        Assert.DoesNotContain("swordfish", mistake.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public void Camera_WithMistakes_RefusesToBeMade()
    {
        var options = new CameraOptions { Preset = CameraPreset.File };

        var exception = Assert.Throws<ValidationException>(() => new Camera(options, TimeProvider.System, NullLogger<Camera>.Instance));

        Assert.Contains("camera.path is missing", exception.Message, StringComparison.Ordinal);
    }

    private static List<ValidationResult> Validate(CameraOptions options)
    {
        var mistakes = new List<ValidationResult>();
        CameraOptionsValidator.Validate(options, mistakes);
        return mistakes;
    }
}
