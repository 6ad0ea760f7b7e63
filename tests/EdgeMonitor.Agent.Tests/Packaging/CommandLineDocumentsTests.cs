using System.Diagnostics;
using EdgeMonitor.TestSupport;

namespace EdgeMonitor.Agent.Tests.Packaging;

/// <summary>What the package says about the command line is what the command line is.</summary>
public sealed class CommandLineDocumentsTests
{
    private static readonly string Folder = Repository.Locate("deploy", "debian", "edgemonitor");

    [Fact]
    public void ManualPage_OfThePackage_IsWhatTheVerbsSay() =>
        Golden.AssertSame(Path.Combine(Folder, "edgemonitor.1"), ManualPage.Write(CommandLine.CreateRoot()));

    [Fact]
    public void BashCompletion_OfThePackage_IsWhatTheVerbsSay() =>
        Golden.AssertSame(Path.Combine(Folder, "edgemonitor.bash"), BashCompletion.Write(CommandLine.CreateRoot()));

    [Theory]
    [InlineData("edgemonitor sen", "sense")]
    [InlineData("edgemonitor check-config --format js", "json")]
    [InlineData("edgemonitor evaluate exp", "expressions")]
    [InlineData("edgemonitor sense --con", "--config")]
    public async Task BashCompletion_OfAHalfWord_GivesTheWord(string line, string expected)
    {
        var script = $$"""
            source '{{Path.Combine(Folder, "edgemonitor.bash")}}'
            COMP_WORDS=({{line}}) COMP_CWORD=$((${#COMP_WORDS[@]} - 1)) COMPREPLY=()
            _edgemonitor
            echo "${COMPREPLY[*]}"
            """;
        using var bash = Process.Start(new ProcessStartInfo("bash", ["-uc", script]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var output = await bash.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await bash.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal((0, expected), (bash.ExitCode, output.Trim()));
    }
}
