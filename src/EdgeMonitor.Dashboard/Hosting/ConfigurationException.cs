namespace EdgeMonitor.Dashboard.Hosting;

/// <summary>The configuration has mistakes; the message lists them for a person, one a line.</summary>
public sealed class ConfigurationException : Exception
{
    /// <summary>Makes an exception without a message.</summary>
    public ConfigurationException()
    {
    }

    /// <summary>Makes an exception with a message for people.</summary>
    public ConfigurationException(string message)
        : base(message)
    {
    }

    /// <summary>Makes an exception with a message for people and its cause.</summary>
    public ConfigurationException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
