using EdgeMonitor.Agent.Configuration;
using EdgeMonitor.Agent.Hosting;

namespace EdgeMonitor.Agent.Tests.Link;

/// <summary>What each half demands of its configuration, and that it demands nothing of the other half's.</summary>
public sealed class LinkOptionsTests
{
    private static readonly Dictionary<string, string> NoEnvironment = new(StringComparer.Ordinal);

    [Theory]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherExecute, "chmod o-rwx")]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupExecute, null)]
    public void Publish_FolderOfTheSocket_MustBeClosedToOthers(UnixFileMode mode, string? complaint)
    {
        using var file = new TemporaryFile("");
        File.SetUnixFileMode(file.Folder, mode);

        var mistakes = Load(file, AgentPart.Publish, socket: $"{file.Folder}/link.sock");

        Assert.Equal(complaint is null ? 0 : 1, mistakes.Count);
        Assert.All(mistakes, mistake => Assert.Contains(complaint!, mistake, StringComparison.Ordinal));
    }

    [Fact]
    public void Publish_FolderThatIsMissing_SaysHowToMakeIt()
    {
        using var file = new TemporaryFile("");

        Assert.Contains("install -d -m 0750", Assert.Single(Load(file, AgentPart.Publish, socket: "/nonexistent/link.sock")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Sense", "publishUser")]
    [InlineData("Publish", "senseUser")]
    public void User_WhoDoesNotExist_IsNamed(string part, string setting)
    {
        using var file = new TemporaryFile("");

        var mistake = Assert.Single(Load(
            file, Enum.Parse<AgentPart>(part), link: $"\"senseUser\": \"no-such-user\", \"publishUser\": \"no-such-user\", \"socket\": \"{file.Folder}/s\""));

        Assert.Contains($"link.{setting}", mistake, StringComparison.Ordinal);
        Assert.Contains("no-such-user", mistake, StringComparison.Ordinal);
    }

    [Fact]
    public void Sense_WithACameraInTheNetwork_IsRefused()
    {
        using var file = new TemporaryFile("");

        var mistake = Assert.Single(Load(file, AgentPart.Sense, camera: "\"preset\": \"rtsp\", \"url\": \"rtsp://camera/\""));

        Assert.Contains("edgemonitor run", mistake, StringComparison.Ordinal);
    }

    /// <summary>A half that had to read the other's keys could not be kept from them.</summary>
    [Fact]
    public void FilesOfTheOtherHalf_AreNotLookedFor()
    {
        using var file = new TemporaryFile("");
        const string Missing = "\"username\": \"u\", \"passwordFile\": \"/nonexistent/password\"";

        Assert.Empty(Load(file, AgentPart.Sense, mqtt: Missing));
        Assert.Empty(Load(file, AgentPart.Publish, camera: "\"preset\": \"file\", \"path\": \"/nonexistent/video\"", socket: $"{file.Folder}/s"));
        Assert.Single(Load(file, AgentPart.Both, mqtt: Missing));
    }

    private static List<string> Load(
        TemporaryFile file, AgentPart part, string? socket = null, string link = "", string camera = "", string mqtt = "")
    {
        File.WriteAllText(file.Path, $$"""
            {
              "device": { "site": "a", "room": "b" },
              "camera": { {{camera}} },
              "attention": { "mode": "orientation" },
              "link": { {{(socket is null ? link : $"\"socket\": \"{socket}\"")}} },
              "mqtt": { {{mqtt}} }
            }
            """);
        return [.. ConfigurationLoader.Load(file.Path, NoEnvironment, part).Mistakes.Select(mistake => mistake.ToString())];
    }
}
