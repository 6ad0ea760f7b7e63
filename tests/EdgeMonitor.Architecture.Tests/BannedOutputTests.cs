using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using EdgeMonitor.TestSupport;

namespace EdgeMonitor.Architecture.Tests;

/// <summary>
/// Promise 2 of PRIVACY.md: in the rooms that see pictures, code that writes a file, opens a socket or encodes an image does not
/// compile. Each real project is compiled with a file of violations added, and the compiler has to find every one of them.
/// </summary>
public sealed partial class BannedOutputTests
{
    private const string Violations = "tests/EdgeMonitor.Architecture.Tests/Violations";

    /// <summary>
    /// Where RS0030 may be suppressed: to read what comes before any picture, or is none, and to load the operator's own build of
    /// ONNX Runtime.
    /// </summary>
    private static readonly string[] Exceptions =
    [
        "src/EdgeMonitor.Capture/StillPicture.cs",
        "src/EdgeMonitor.Evaluation/Data/CsvTable.cs",
        "src/EdgeMonitor.Vision/Inference/Checksums.cs",
        "src/EdgeMonitor.Vision/Inference/InferenceRuntime.cs",
        "src/EdgeMonitor.Vision/Inference/ModelFile.cs",
    ];

    public static TheoryData<string> Rooms => ["EdgeMonitor.Capture", "EdgeMonitor.Vision", "EdgeMonitor.Attention", "EdgeMonitor.Evaluation"];

    [Theory]
    [MemberData(nameof(Rooms))]
    public async Task Compile_WithViolations_FailsAtEachOfThem(string room)
    {
        var lines = await File.ReadAllLinesAsync(Repository.Locate(Violations, "Violations.cs"), TestContext.Current.CancellationToken);
        var banned = lines.Index().Where(line => line.Item.EndsWith("// banned", StringComparison.Ordinal)).Select(line => line.Index + 1);

        var (status, output) = await CompileAsync(room);

        Assert.NotEqual(0, status);
        var errors = Error().Matches(output).Select(match => match.Groups).ToList();
        Assert.All(errors, error => Assert.True(error["rule"].Value is "RS0030", $"An error of its own in the fixture: {error[0].Value}"));
        Assert.Equal(banned, errors.Select(error => int.Parse(error["line"].Value, CultureInfo.InvariantCulture)).Distinct().Order());
    }

    [Fact]
    public void Suppressions_OfTheBan_AreTheKnownOnes()
    {
        var rooms = Rooms.Select(row => Repository.Locate("src", row.Data));
        var found = rooms.SelectMany(room => Directory.EnumerateFiles(room, "*.cs", SearchOption.AllDirectories))
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && File.ReadAllText(file).Contains("RS0030", StringComparison.Ordinal))
            .Select(file => Path.GetRelativePath(Repository.Root, file));

        Assert.Equal(Exceptions.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
    }

    /// <summary>Compiles the project as its own build would, into a folder that is gone afterwards; the projects it uses are built already.</summary>
    private static async Task<(int Status, string Output)> CompileAsync(string room)
    {
        var folder = Directory.CreateTempSubdirectory("edgemonitor-violations-");
        try
        {
            var start = new ProcessStartInfo(
                "dotnet",
                [
                    "msbuild",
                    Repository.Locate("src", room),
                    "-nologo",
                    "-v:q",
                    "-t:Compile",
                    $"-p:Configuration={Configuration}",
                    "-p:BuildProjectReferences=false",
                    $"-p:CustomAfterMicrosoftCommonTargets={Repository.Locate(Violations, "Violations.targets")}",
                    $"-p:ViolatedProject={room}",
                    $"-p:IntermediateOutputPath={folder.FullName}/",
                    "-p:ProduceReferenceAssembly=false",
                    "-p:UseSharedCompilation=false",
                    "-nodeReuse:false",
                ])
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };

            // The runner of these tests leaves variables that would make the inner build another one.
            foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBuild", StringComparison.OrdinalIgnoreCase)).ToList())
            {
                start.Environment.Remove(name);
            }

            using var compiler = Process.Start(start)!;
            var error = compiler.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            var output = await compiler.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await compiler.WaitForExitAsync(TestContext.Current.CancellationToken);
            return (compiler.ExitCode, output + await error);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Configuration => AppContext.BaseDirectory.Contains("/Release/", StringComparison.Ordinal) ? "Release" : "Debug";

    [GeneratedRegex(
        @"^.*?\((?<line>\d+),\d+\): error (?<rule>\w+): .*$",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 5000)]
    private static partial Regex Error();
}
