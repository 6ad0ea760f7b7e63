namespace EdgeMonitor.Dashboard.Accounts.OpenIdConnect;

/// <summary>The provider does not answer, or not as it should; the message is for the log and has no secret in it.</summary>
internal sealed class ProviderException : Exception
{
    public ProviderException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
