namespace EdgeMonitor.Agent.Tests.Configuration;

public sealed class EnvironmentOverlayTests
{
    private const string Json = """{ "mode": "orientation", "port": 1, "arguments": ["a", "b"], "inner": { "depth": 1 } }""";

    [Fact]
    public void Apply_VariablesInAnyCase_WinOverTheFile()
    {
        var sample = Sample.Read(
            Json,
            ("EDGEMONITOR__PORT", "99"),
            ("edgemonitor__Inner__DEPTH", "2.5"),
            ("EDGEMONITOR__ENABLED", "True"),
            ("EDGEMONITOR__NAME", "123"),
            ("EDGEMONITOR__MODE", "combined"),
            ("OTHER__PORT", "5"));

        Assert.Empty(sample.Mistakes);
        Assert.Equal((99, 2.5, true, "123"), (sample.Options.Port, sample.Options.Inner.Depth, sample.Options.Enabled, sample.Options.Name));
        Assert.Equal("EDGEMONITOR__PORT", sample.Report.Settings.Single(setting => setting.Description.Key is "port").Origin.ToString());
    }

    [Fact]
    public void Apply_ListItems_ReplaceAndExtendByIndex()
    {
        var names = Enumerable.Range(0, 11).Select(index => ($"EDGEMONITOR__INNER__NAMES__{index}", $"n{index}")).Reverse();

        var sample = Sample.Read(Json, [("EDGEMONITOR__ARGUMENTS__1", "x"), ("EDGEMONITOR__ARGUMENTS__2", "y"), .. names]);

        Assert.Empty(sample.Mistakes);
        Assert.Equal(["a", "x", "y"], sample.Options.Arguments);
        Assert.Equal(Enumerable.Range(0, 11).Select(index => $"n{index}"), sample.Options.Inner.Names);
    }

    [Fact]
    public void Apply_EmptyVariable_ClearsAnOptionalSetting()
    {
        var sample = Sample.Read(Json, ("EDGEMONITOR__LIMIT", ""), ("EDGEMONITOR__NAME", ""));

        Assert.Empty(sample.Mistakes);
        Assert.Null(sample.Options.Limit);
        Assert.Equal("", sample.Options.Name);
    }

    [Theory]
    [InlineData("EDGEMONITOR__PORT", "x", "port: found \"x\"; accepted: a whole number from 1 to 65535")]
    [InlineData("EDGEMONITOR__PROT", "1", "prot: unknown setting; did you mean port?")]
    [InlineData("EDGEMONITOR__INNER__DEPT", "1", "inner.dept: unknown setting; did you mean inner.depth?")]
    [InlineData("EDGEMONITOR__INNER", "1", "inner: found \"1\"; accepted: a section: { … }")]
    [InlineData("EDGEMONITOR__PORT__X", "1", "port: found a section; accepted: a whole number from 1 to 65535")]
    [InlineData("EDGEMONITOR__ARGUMENTS__4", "1", "arguments[4]: a gap in the list: the next item is 2")]
    [InlineData("EDGEMONITOR__", "1", "a name is empty; write EDGEMONITOR__SECTION__NAME")]
    [InlineData("EDGEMONITOR____PORT", "1", "a name is empty; write EDGEMONITOR__SECTION__NAME")]
    public void Apply_WrongVariable_NamesTheVariable(string name, string value, string message) =>
        Assert.Equal([$"{name}: {message}"], Sample.Read(Json, (name, value)).Mistakes);

    [Fact]
    public void Apply_SameVariableInTwoSpellings_IsAMistake() => Assert.Equal(
        ["edgemonitor__PORT: given twice, in other upper and lower case"],
        Sample.Read(Json, ("EDGEMONITOR__PORT", "2"), ("edgemonitor__PORT", "3")).Mistakes);
}
