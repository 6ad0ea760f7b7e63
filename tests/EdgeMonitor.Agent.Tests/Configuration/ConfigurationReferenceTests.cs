using EdgeMonitor.TestSupport;

namespace EdgeMonitor.Agent.Tests.Configuration;

public sealed class ConfigurationReferenceTests
{
    [Fact]
    public void ConfigurationReference_CommittedFile_IsWhatTheOptionsSay() =>
        Golden.AssertSame(Repository.Locate("deploy", "CONFIGURATION.md"), ConfigurationReference.Write());
}
