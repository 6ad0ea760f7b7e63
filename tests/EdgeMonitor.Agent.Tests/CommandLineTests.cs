namespace EdgeMonitor.Agent.Tests;

public sealed class CommandLineTests
{
    [Fact]
    public async Task Version_AsVerbAndAsOption_PrintsTheSameLine()
    {
        var verb = await RunAsync("version");
        var option = await RunAsync("--version");

        Assert.Equal((0, ""), (verb.Status, verb.Error));
        Assert.StartsWith("edgemonitor 0.", verb.Output, StringComparison.Ordinal);
        Assert.Equal(verb, option);
    }

    [Theory]
    [InlineData("--help", "edgemonitor run --config")]
    [InlineData("run --help", "edgemonitor run --config")]
    [InlineData("check-config --help", "edgemonitor check-config edgemonitor.json")]
    public async Task Help_OfAnyVerb_HasExamplesAndExitStatuses(string arguments, string example)
    {
        var (status, output, error) = await RunAsync(arguments.Split(' '));

        Assert.Equal((0, ""), (status, error));
        Assert.Contains(example, output, StringComparison.Ordinal);
        Assert.Contains("Exit status:", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rnu", "run")]
    [InlineData("run --confg x", "--confg")]
    [InlineData("check-config a b", "'b'")]
    [InlineData("check-config --format xml", "xml")]
    public async Task WrongCommandLine_ExitsWithTwoAndSaysWhat(string arguments, string part)
    {
        var (status, output, error) = await RunAsync(arguments.Split(' '));

        Assert.Equal(ExitStatus.Usage, status);
        Assert.Contains(part, output + error, StringComparison.Ordinal);
        Assert.Contains("--help", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("check-config")]
    [InlineData("run --config")]
    public async Task MissingFile_ExitsWithOneAndNamesTheExample(string verb)
    {
        var (status, output, error) = await RunAsync([.. verb.Split(' '), "missing.json"]);

        Assert.Equal((ExitStatus.BadInput, ""), (status, output));
        Assert.Contains("missing.json: no such file", error, StringComparison.Ordinal);
        var example = error.Split(' ').Single(word => word.EndsWith("edgemonitor.example.json", StringComparison.Ordinal));
        Assert.True(File.Exists(example), example);
    }

    private static async Task<(int Status, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var status = await CommandLine.RunAsync(arguments, output, error);
        return (status, output.ToString(), error.ToString());
    }
}
