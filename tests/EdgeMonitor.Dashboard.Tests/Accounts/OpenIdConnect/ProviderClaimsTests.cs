using System.Text.Json;
using EdgeMonitor.Dashboard.Accounts.OpenIdConnect;

namespace EdgeMonitor.Dashboard.Tests.Accounts.OpenIdConnect;

public sealed class ProviderClaimsTests
{
    [Theory]
    [InlineData("""{ "groups": ["a", "b"] }""", "groups", "a,b")]
    [InlineData("""{ "role": "a" }""", "role", "a")]
    [InlineData("""{ "realm_access": { "roles": ["a", 1, null, "b"] } }""", "realm_access.roles", "a,b")]
    [InlineData("""{ "https://school.example/groups": ["a"] }""", "https://school.example/groups", "a")]
    [InlineData("""{ "groups": { "a": true } }""", "groups", "")]
    [InlineData("""{ "groups": 1 }""", "groups.a", "")]
    [InlineData("{ }", "groups", "")]
    [InlineData("[1]", "groups", "")]
    public void All_Claim_GivesItsTexts(string json, string claim, string expected) =>
        Assert.Equal(expected, string.Join(',', Claims(json).All(claim)));

    [Fact]
    public void One_InTwoSources_IsTheFirsts()
    {
        var claims = Claims("""{ "iss": "https://id.example", "sub": "1" }""", """{ "sub": "2", "name": "alex" }""");

        Assert.Equal("https://id.example 1", claims.Key);
        Assert.Equal("alex", claims.One("name"));
        Assert.Equal(["iss", "sub", "name"], claims.Names);
    }

    private static ProviderClaims Claims(params string[] sources) =>
        new([.. sources.Select(source => JsonSerializer.Deserialize<JsonElement>(source))]);
}
