using System.ComponentModel.DataAnnotations;
using EdgeMonitor.Agent.CameraControl;

namespace EdgeMonitor.Agent.Tests.CameraControl;

public sealed class CameraControlOptionsValidatorTests
{
    [Fact]
    public void Validate_Defaults_HaveNoMistake() => Assert.Empty(Validate(new CameraControlOptions()));

    [Fact]
    public void Validate_Mistakes_AreAllFoundWithWhatWouldBeRight()
    {
        var options = new CameraControlOptions();
        options.Switch.Device = "/dev/input/event0";
        options.Switch.Kind = SwitchKind.Switch;
        options.Schedule.Open = ["mon-fri 7-16", "mon-fri 07:30-16:00"];
        options.Schedule.Holidays = ["Christmas"];
        options.Schedule.TimeZone = "Berlin";

        var mistakes = Validate(options);

        Assert.Equal(
            ["cameraControl.schedule.open", "cameraControl.schedule.holidays", "cameraControl.schedule.timeZone", "cameraControl.switch.code"],
            mistakes.Select(mistake => Assert.Single(mistake.MemberNames)));
        Assert.Contains("has \"mon-fri 7-16\"; accepted: days and times such as \"mon-fri 07:30-16:00\"", mistakes[0].ErrorMessage, StringComparison.Ordinal);
        Assert.Contains("from 0 to 16", mistakes[3].ErrorMessage, StringComparison.Ordinal);
    }

    private static List<ValidationResult> Validate(CameraControlOptions options)
    {
        var mistakes = new List<ValidationResult>();
        CameraControlOptionsValidator.Validate(options, mistakes);
        return mistakes;
    }
}
