using EdgeMonitor.Contracts;

namespace EdgeMonitor.Agent.Tests.Configuration;

public sealed class OptionsBinderTests
{
    [Fact]
    public void Bind_EveryKindOfSetting_TakesTheValue()
    {
        var sample = Sample.Read("""
            {
              "name": "a", "mode": "combined", "port": 1, "bytes": 5000000000, "share": 1e-1, "enabled": true,
              "limit": null, "comment": "why", "speed": "fast", "letters": "abc", "arguments": ["-i", ""],
              "password": "secret", "inner": { "depth": 3, "names": [] },
            }
            """);

        Assert.Empty(sample.Mistakes);
        var options = sample.Options;
        Assert.Equal(("a", AttentionMode.Combined, 1, 5_000_000_000), (options.Name, options.Mode, options.Port, options.Bytes));
        Assert.Equal((0.1, true, null, "why"), (options.Share, options.Enabled, options.Limit, options.Comment));
        Assert.Equal(("fast", "abc", "secret", 3.0), (options.Speed, options.Letters, options.Password, options.Inner.Depth));
        Assert.Equal(["-i", ""], options.Arguments);
    }

    [Fact]
    public void Bind_AbsentSettings_KeepTheirDefaults()
    {
        var sample = Sample.Read("""{ "mode": "orientation" }""");

        Assert.Empty(sample.Mistakes);
        Assert.Equal(("standard", 1883, 3), (sample.Options.Name, sample.Options.Port, sample.Options.Limit));
        Assert.Equal(["one"], sample.Options.Arguments);
        Assert.All(
            sample.Report.Settings,
            setting => Assert.Equal(setting.Description.Key is "mode" ? "sample.json:1" : "default", setting.Origin.ToString()));
    }

    [Theory]
    [InlineData("\"port\": 0", "found 0; accepted: a whole number from 1 to 65535")]
    [InlineData("\"port\": 1.5", "found 1.5; accepted: a whole number from 1 to 65535")]
    [InlineData("\"port\": 99999999999", "found 99999999999; accepted: a whole number from 1 to 65535")]
    [InlineData("\"port\": \"1883\"", "found \"1883\"; accepted: a whole number from 1 to 65535")]
    [InlineData("\"port\": null", "found null; accepted: a whole number from 1 to 65535")]
    [InlineData("\"port\": []", "found a list; accepted: a whole number from 1 to 65535")]
    [InlineData("\"port\": {}", "found a section; accepted: a whole number from 1 to 65535")]
    [InlineData("\"share\": 1.01", "found 1.01; accepted: a number from 0 to 1")]
    [InlineData("\"share\": 1e999", "found 1e999; accepted: a number from 0 to 1")]
    [InlineData("\"enabled\": \"true\"", "found \"true\"; accepted: true or false")]
    [InlineData("\"enabled\": 1", "found 1; accepted: true or false")]
    [InlineData("\"name\": 5", "found 5; accepted: a text")]
    [InlineData("\"name\": null", "found null; accepted: a text")]
    [InlineData("\"limit\": \"\"", "found \"\"; accepted: a whole number, or null")]
    [InlineData("\"speed\": \"Fast\"", "found \"Fast\"; accepted: \"slow\" or \"fast\"")]
    [InlineData("\"letters\": \"a1\"", "found \"a1\"; accepted: a text that matches [a-z]+")]
    [InlineData("\"arguments\": \"-i\"", "found \"-i\"; accepted: a list, each item a text")]
    [InlineData("\"arguments\": [1]", "found a list; accepted: a list, each item a text")]
    [InlineData("\"inner\": 7", "found 7; accepted: a section: { … }")]
    [InlineData("\"mode\": \"Expression\"", "found \"Expression\"; accepted: \"expression\", \"orientation\" or \"combined\"")]
    [InlineData("\"mode\": null", "found null; accepted: \"expression\", \"orientation\" or \"combined\"")]
    public void Bind_WrongValue_NamesLineKeyFoundAndAccepted(string member, string message)
    {
        var mode = member.StartsWith("\"mode\"", StringComparison.Ordinal) ? "" : "\"mode\": \"orientation\",";
        var sample = Sample.Read($$"""
            {
              {{mode}}
              {{member}}
            }
            """);

        var key = member.Split('"')[1];
        Assert.Equal([$"sample.json:3: {key}: {message}"], sample.Mistakes);
    }

    [Fact]
    public void Bind_RequiredValueMissing_IsPlacedAtTheFile() => Assert.Equal(
        ["sample.json: mode: missing; accepted: \"expression\", \"orientation\" or \"combined\""],
        Sample.Read("{}").Mistakes);

    [Theory]
    [InlineData("{}", false)]
    [InlineData("null", false)]
    [InlineData("{ \"enabled\": true, \"caFile\": \"ca.pem\" }", true)]
    public void Bind_OptionalSection_IsMadeWhenWritten(string section, bool enabled)
    {
        var sample = Sample.Read($$"""{ "mode": "orientation", "tls": {{section}} }""");

        Assert.Empty(sample.Mistakes);
        Assert.Equal(section is "null", sample.Options.Tls is null);
        Assert.Equal(enabled, sample.Options.Tls is { Enabled: true });
    }

    [Fact]
    public void Bind_SectionThatChecksItself_IsPlacedAtTheMember() => Assert.Equal(
        ["sample.json:2: tls.caFile: needs enabled: true"],
        Sample.Read("""
            { "mode": "orientation", "tls": {
                "caFile": "x" } }
            """).Mistakes);

    [Fact]
    public void Bind_WrongSecret_IsNotShown()
    {
        var sample = Sample.Read("""{ "mode": "orientation", "password": "abc" }""");

        Assert.DoesNotContain("abc", Assert.Single(sample.Mistakes), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("prot", "did you mean port?")]
    [InlineData("Port", "did you mean port?")]
    [InlineData("shares", "did you mean share?")]
    [InlineData("enable", "did you mean enabled?")]
    [InlineData("comm", "did you mean comment?")]
    [InlineData("depth", "did you mean inner.depth?")]
    [InlineData("zzzzzz", "accepted here: name, mode, port, bytes, share, enabled, limit, comment, speed, letters, arguments, password, inner, tls")]
    public void Bind_UnknownKey_SuggestsTheNearest(string key, string hint)
    {
        var sample = Sample.Read($$"""{ "mode": "orientation", "{{key}}": 1 }""");

        Assert.Equal([$"sample.json:1: {key}: unknown setting; {hint}"], sample.Mistakes);
    }
}
