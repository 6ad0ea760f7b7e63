namespace EdgeMonitor.Messaging.Tests;

public sealed class LoginCredentialsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Resolve_NothingSet_TakesSystemdsCredentials()
    {
        WriteCredentials();

        var resolved = LoginCredentials.Resolve(new MqttOptions(), _folder.Path);

        Assert.Equal(("from-systemd", "secret"), (resolved.Username, resolved.Password));
    }

    [Fact]
    public void Resolve_UserSet_TakesOnlyThePasswordFromSystemd()
    {
        WriteCredentials();

        var resolved = LoginCredentials.Resolve(new MqttOptions { Username = "room" }, _folder.Path);

        Assert.Equal(("room", "secret"), (resolved.Username, resolved.Password));
    }

    [Fact]
    public void Resolve_PasswordSet_WinsOverSystemd()
    {
        WriteCredentials();

        Assert.Equal("own", LoginCredentials.Resolve(new MqttOptions { Username = "room", Password = "own" }, _folder.Path).Password);
    }

    [Fact]
    public void Resolve_NoCredentials_LeavesThemOut()
    {
        Assert.Null(LoginCredentials.Resolve(new MqttOptions(), _folder.Path).Password);
        Assert.Null(LoginCredentials.Resolve(new MqttOptions(), directory: null).Username);
    }

    [Fact]
    public void Resolve_EmptyCredential_NamesIt()
    {
        File.WriteAllText(_folder.Locate(LoginCredentials.PasswordCredential), "");

        var exception = Assert.Throws<MqttException>(() => LoginCredentials.Resolve(new MqttOptions { Username = "room" }, _folder.Path));

        Assert.Contains(LoginCredentials.PasswordCredential, exception.Message, StringComparison.Ordinal);
    }

    private void WriteCredentials()
    {
        File.WriteAllText(_folder.Locate(LoginCredentials.UsernameCredential), "from-systemd\n");
        File.WriteAllText(_folder.Locate(LoginCredentials.PasswordCredential), "secret\n");
    }
}
