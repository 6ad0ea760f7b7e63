using System.Security.Cryptography;
using System.Text;
using EdgeMonitor.Dashboard.Accounts.OpenIdConnect;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace EdgeMonitor.Dashboard.Tests.Accounts.OpenIdConnect;

/// <summary>ID tokens as a provider signs them, and as somebody else might.</summary>
public sealed class IdTokenCheckTests : IDisposable
{
    private const string Issuer = "https://id.school.example";
    private const string Client = "edgemonitor";

    private readonly RSA _rsa = RSA.Create(2048);
    private readonly RSA _foreign = RSA.Create(2048);
    private readonly string _nonce = IdTokenCheck.NewNonce();
    private readonly DateTime _now = TimeProvider.System.GetUtcNow().UtcDateTime;

    public void Dispose()
    {
        _rsa.Dispose();
        _foreign.Dispose();
    }

    [Fact]
    public async Task Check_TokenOfTheProvider_IsValid()
    {
        var token = await CheckAsync(Sign(Claims(), _rsa));

        Assert.Equal("248289761001", token.Subject);
    }

    [Theory]
    [InlineData("iss", "https://elsewhere.example")]
    [InlineData("aud", "another-client")]
    [InlineData("nonce", "another")]
    [InlineData("azp", "another-client")]
    [InlineData("at_hash", "another")]
    public async Task Check_ClaimOfAnother_IsRefused(string claim, string value)
    {
        var claims = Claims();
        claims[claim] = value;

        await Assert.ThrowsAnyAsync<Exception>(() => CheckAsync(Sign(claims, _rsa)));
    }

    [Theory]
    [InlineData("nonce")]
    [InlineData("sub")]
    [InlineData("aud")]
    [InlineData("iss")]
    public async Task Check_ClaimMissing_IsRefused(string claim)
    {
        var claims = Claims();
        claims.Remove(claim);

        await Assert.ThrowsAnyAsync<Exception>(() => CheckAsync(Sign(claims, _rsa)));
    }

    [Fact]
    public async Task Check_Expired_IsRefused() =>
        await Assert.ThrowsAsync<SecurityTokenExpiredException>(() => CheckAsync(Sign(Claims(), _rsa, expires: _now.AddMinutes(-3))));

    [Fact]
    public async Task Check_ForeignKey_IsRefused() =>
        await Assert.ThrowsAnyAsync<SecurityTokenException>(() => CheckAsync(Sign(Claims(), _foreign)));

    [Fact]
    public async Task Check_Unsigned_IsRefused()
    {
        var signed = Sign(Claims(), _rsa).Split('.');
        var header = Base64UrlEncoder.Encode("""{"alg":"none","typ":"JWT"}""");

        await Assert.ThrowsAnyAsync<SecurityTokenException>(() => CheckAsync($"{header}.{signed[1]}."));
    }

    // The public key as a shared secret: whoever knows it could sign.
    [Fact]
    public async Task Check_SignedWithThePublicKeyAsASecret_IsRefused()
    {
        var signed = Sign(Claims(), _rsa).Split('.');
        var content = $"{Base64UrlEncoder.Encode("""{"alg":"HS256","typ":"JWT"}""")}.{signed[1]}";
        var signature = HMACSHA256.HashData(_rsa.ExportSubjectPublicKeyInfo(), Encoding.ASCII.GetBytes(content));

        await Assert.ThrowsAnyAsync<SecurityTokenException>(() => CheckAsync($"{content}.{Base64UrlEncoder.Encode(signature)}"));
    }

    [Fact]
    public void CheckUserInfo_AboutSomebodyElse_IsRefused()
    {
        var tokens = Tokens(Sign(Claims(), _rsa));

        IdTokenCheck.CheckUserInfo(tokens, """{ "sub": "248289761001" }""", Client);
        Assert.ThrowsAny<OpenIdConnectProtocolException>(() => IdTokenCheck.CheckUserInfo(tokens, """{ "sub": "another" }""", Client));
    }

    private static OpenIdConnectMessage Tokens(string idToken) => new() { IdToken = idToken, AccessToken = "opaque" };

    private Dictionary<string, object> Claims() => new(StringComparer.Ordinal)
    {
        ["iss"] = Issuer,
        ["aud"] = Client,
        ["sub"] = "248289761001",
        ["nonce"] = _nonce,
    };

    private string Sign(Dictionary<string, object> claims, RSA key, DateTime? expires = null) =>
        new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Claims = claims,
            IssuedAt = _now.AddMinutes(-10),
            Expires = expires ?? _now.AddMinutes(10),
            SigningCredentials = new SigningCredentials(new RsaSecurityKey(key), SecurityAlgorithms.RsaSha256),
        });

    private Task<JsonWebToken> CheckAsync(string idToken)
    {
        var configuration = new OpenIdConnectConfiguration { Issuer = Issuer };
        configuration.SigningKeys.Add(new RsaSecurityKey(_rsa));
        return IdTokenCheck.CheckAsync(Tokens(idToken), configuration, Client, _nonce);
    }
}
