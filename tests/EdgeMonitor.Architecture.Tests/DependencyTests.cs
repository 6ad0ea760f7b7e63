namespace EdgeMonitor.Architecture.Tests;

/// <summary>
/// The dependency rule: Contracts, then Capture, Vision, Attention and Messaging, then the two executables. What is not listed
/// is not allowed, so that nothing downstream can ever hold a pixel.
/// </summary>
public sealed class DependencyTests
{
    private const string Contracts = "EdgeMonitor.Contracts";
    private const string Capture = "EdgeMonitor.Capture";
    private const string Vision = "EdgeMonitor.Vision";
    private const string Attention = "EdgeMonitor.Attention";
    private const string Messaging = "EdgeMonitor.Messaging";
    private const string Evaluation = "EdgeMonitor.Evaluation";
    private const string LocalPages = "EdgeMonitor.LocalPages";

    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        [Contracts] = [],
        [Capture] = [Contracts],
        [Vision] = [Contracts, Capture],
        [Attention] = [Contracts, Vision],
        [Messaging] = [Contracts],
        [LocalPages] = [],
        [Evaluation] = [Capture, Vision, LocalPages],
        ["EdgeMonitor.Agent"] = [Contracts, Capture, Vision, Attention, Messaging, Evaluation, LocalPages],
        ["EdgeMonitor.Dashboard"] = [Contracts, Messaging],
    };

    public static TheoryData<string> Projects => [.. SourceProject.All.Select(project => project.Name)];

    [Fact]
    public void Projects_UnderSrc_AllHaveARule() =>
        Assert.Equal(Allowed.Keys.Order(StringComparer.Ordinal), SourceProject.All.Select(project => project.Name));

    [Theory]
    [MemberData(nameof(Projects))]
    public void ProjectFile_References_AreAllowed(string name) =>
        Assert.Empty(SourceProject.Named(name).ReferencedProjects().Except(Allowed[name], StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Projects))]
    public void Assembly_References_AreAllowed(string name) =>
        Assert.Empty(SourceProject.Named(name).UsedProjects().Except(Allowed[name], StringComparer.Ordinal));

    [Fact]
    public void Assembly_OfAttention_IsSeenToUseVision() =>
        // The test above passes for an assembly that it cannot read; this one does not.
        Assert.Contains(Vision, SourceProject.Named(Attention).UsedProjects());
}
