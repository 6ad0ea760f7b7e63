using System.ComponentModel.DataAnnotations;
using EdgeMonitor.Messaging.Native;

namespace EdgeMonitor.Messaging.Tests;

public sealed class MqttOptionsTests
{
    [Fact]
    public void MqttOptions_Default_IsValid() => Assert.Empty(Mistakes(new MqttOptions()));

    [Fact]
    public void ToString_WithPassword_ShowsTheBrokerOnly() =>
        Assert.Equal("localhost:1883", new MqttOptions { Username = "room", Password = "secret" }.ToString());

    [Theory]
    [InlineData(0, false, 1883)]
    [InlineData(0, true, 8883)]
    [InlineData(1234, true, 1234)]
    public void ConnectPort_Default_FollowsTls(int port, bool tls, int expected) =>
        Assert.Equal(expected, new MqttOptions { Port = port, Tls = new MqttTlsOptions { Enabled = tls } }.ConnectPort);

    [Fact]
    public void MqttOptions_OutOfRange_NamesEveryKey()
    {
        var mistakes = Mistakes(new MqttOptions { Host = "", Port = 70000, KeepAliveSeconds = 0, MaximumReconnectSeconds = 0, ClientId = "" });

        Assert.Equal(
            [nameof(MqttOptions.ClientId), nameof(MqttOptions.Host), nameof(MqttOptions.KeepAliveSeconds), nameof(MqttOptions.MaximumReconnectSeconds), nameof(MqttOptions.Port)],
            mistakes.SelectMany(mistake => mistake.MemberNames).Order());
    }

    [Fact]
    public void MqttOptions_TwoPasswords_IsAMistake() =>
        Assert.Single(Mistakes(new MqttOptions { Username = "room", Password = "secret", PasswordFile = "file" }));

    [Fact]
    public void MqttOptions_PasswordWithoutUser_IsAMistake() => Assert.Single(Mistakes(new MqttOptions { Password = "secret" }));

    [Fact]
    public void MqttTlsOptions_KeyWithoutCertificate_IsAMistake() =>
        Assert.Single(Mistakes(new MqttTlsOptions { Enabled = true, KeyFile = "key" }));

    [Fact]
    public void MqttTlsOptions_CertificatesButOff_IsAMistake() => Assert.Single(Mistakes(new MqttTlsOptions { CaFile = "ca" }));

    [Fact]
    public void RequireLibrary_Missing_NamesThePackage()
    {
        var exception = Assert.Throws<DllNotFoundException>(() => LibMosquitto.RequireLibrary("libmosquitto-that-is-not-there.so.1"));

        Assert.Contains("libmosquitto1", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void MqttProblems_EveryReasonCode_HasWordsWithoutThePassword()
    {
        const int CodeCount = 256;
        var options = new MqttOptions { Username = "room", Password = "s3cret" };
        foreach (var reason in Enumerable.Range(0, CodeCount))
        {
            string[] problems =
            [
                MqttProblems.Refused(reason, options),
                MqttProblems.Disconnected(reason, options),
                MqttProblems.PublishRefused(reason, "a"),
                MqttProblems.SubscribeRefused(reason, "a"),
            ];
            Assert.All(problems, problem => Assert.EndsWith(".", problem.Replace('?', '.'), StringComparison.Ordinal));
            Assert.All(problems, problem => Assert.DoesNotContain("s3cret", problem, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void MqttProblems_EveryErrorOfTheLibrary_HasWords()
    {
        var systemErrors = Enumerable.Range(-12, 150);
        var problems = from error in Enum.GetValues<MosquittoError>()
                       from systemError in systemErrors
                       from accepted in new[] { false, true }
                       select MqttProblems.Failed(error, systemError, [], accepted, new MqttOptions { Password = "s3cret" });

        Assert.All(problems, problem => Assert.Contains("localhost", problem, StringComparison.Ordinal));
    }

    private static List<ValidationResult> Mistakes(object options)
    {
        var mistakes = new List<ValidationResult>();
        Validator.TryValidateObject(options, new ValidationContext(options), mistakes, validateAllProperties: true);
        return mistakes;
    }
}
