using System.Text;

namespace EdgeMonitor.Agent.Tests.Configuration;

public sealed class JsonConfigurationReaderTests
{
    [Fact]
    public void Read_CommentsTrailingCommasAndByteOrderMark_AreAllowed()
    {
        const string json = """
            {
              // the rule
              "mode": "orientation", /* and
              the port */ "port": 7,
            }
            """;

        var sample = Sample.Read([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(json)]);

        Assert.Empty(sample.Mistakes);
        Assert.Equal(7, sample.Options.Port);
    }

    [Theory]
    [InlineData("", "sample.json:1: column 1: not valid JSON: The input does not contain any JSON tokens.")]
    [InlineData("{\n  \"name\": \"ä\" \"mode\"", "sample.json:2: column 15: not valid JSON: '\"' is invalid after a value.")]
    [InlineData("{ \"name\": ", "sample.json:1: column 11: not valid JSON: ")]
    [InlineData("{} {}", "sample.json:1: column 4: not valid JSON: ")]
    [InlineData("[1]", "sample.json:1: the file must hold one JSON object: { \"device\": { … }, … }")]
    [InlineData("\n7", "sample.json:2: the file must hold one JSON object: { \"device\": { … }, … }")]
    public void Read_NotAnObject_NamesLineAndColumn(string json, string start) =>
        Assert.StartsWith(start, Assert.Single(Sample.Read(json).Mistakes), StringComparison.Ordinal);

    [Fact]
    public void Read_DeepNesting_IsAMistakeNotACrash() =>
        Assert.Contains("not valid JSON", Assert.Single(Sample.Read($"{{\"a\":{new string('[', 100_000)}").Mistakes), StringComparison.Ordinal);

    [Fact]
    public void Read_OtherEncoding_NamesTheLine() => Assert.Equal(
        ["sample.json:2: not UTF-8; save the file as UTF-8"],
        Sample.Read(Encoding.Latin1.GetBytes("{\n\"name\": \"Prüfung\" }")).Mistakes);

    [Fact]
    public void Read_HalfASurrogatePair_NamesTheLine() => Assert.Equal(
        ["sample.json:2: a \\u escape stands for half a character"],
        Sample.Read("""
            { "mode": "orientation",
            "name": "\ud800" }
            """).Mistakes);

    [Fact]
    public void Read_KeyGivenTwice_NamesBothLines() => Assert.Equal(
        ["sample.json:3: port: given twice; the first is in line 2"],
        Sample.Read("""
            { "mode": "orientation",
              "port": 1,
              "port": 2 }
            """).Mistakes);
}
