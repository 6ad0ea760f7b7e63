using EdgeMonitor.Dashboard.Accounts.OpenIdConnect;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace EdgeMonitor.Dashboard.Tests.Accounts.OpenIdConnect;

public sealed class MetadataCheckTests
{
    private const string Issuer = "https://id.school.example/realms/school";

    [Theory]
    [InlineData(Issuer)]
    [InlineData(Issuer + "/")]
    public void FindMistake_OwnDescription_FindsNone(string authority) =>
        Assert.Null(MetadataCheck.FindMistake(Description(), authority));

    [Theory]
    [InlineData("https://id.school.example/realms/other")]
    [InlineData("https://ID.school.example/realms/school")]
    public void FindMistake_AnotherIssuer_NamesBoth(string authority) =>
        Assert.Contains($"it should be OpenIdConnect:Authority, '{authority}'", MetadataCheck.FindMistake(Description(), authority), StringComparison.Ordinal);

    [Fact]
    public void FindMistake_EndpointWithoutTls_NamesIt()
    {
        var description = Description();
        description.UserInfoEndpoint = "http://id.school.example/userinfo";

        Assert.Contains(description.UserInfoEndpoint, MetadataCheck.FindMistake(description, Issuer), StringComparison.Ordinal);
    }

    [Fact]
    public void FindMistake_NoTokenEndpoint_SaysSo()
    {
        var description = Description();
        description.TokenEndpoint = null;

        Assert.Contains("token_endpoint", MetadataCheck.FindMistake(description, Issuer), StringComparison.Ordinal);
    }

    private static OpenIdConnectConfiguration Description() => new()
    {
        Issuer = Issuer,
        AuthorizationEndpoint = Issuer + "/auth",
        TokenEndpoint = Issuer + "/token",
    };
}
