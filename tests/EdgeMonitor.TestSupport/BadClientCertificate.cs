namespace EdgeMonitor.TestSupport;

/// <summary>Why a server should not let the holder of a certificate in.</summary>
public enum BadClientCertificate
{
    /// <summary>It has expired.</summary>
    Expired,

    /// <summary>It is of the future.</summary>
    NotYetValid,

    /// <summary>Another authority issued it.</summary>
    Foreign,
}
