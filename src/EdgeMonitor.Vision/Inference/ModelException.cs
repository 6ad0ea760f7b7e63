namespace EdgeMonitor.Vision.Inference;

/// <summary>A network cannot be loaded; the message says which and why.</summary>
public sealed class ModelException : Exception
{
    /// <summary>Makes the exception.</summary>
    public ModelException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
