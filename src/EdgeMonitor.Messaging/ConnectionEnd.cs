namespace EdgeMonitor.Messaging;

/// <summary>How a connection ended.</summary>
/// <param name="Problem">Why, in words for a person; null when it was stopped on purpose.</param>
/// <param name="CertificateRefused">Whether the broker's certificate was the reason, so that a closer look may say more.</param>
/// <param name="ClientCertificateSuspect">Whether this client's own certificate may have been the reason.</param>
internal sealed record ConnectionEnd(string? Problem, bool CertificateRefused = false, bool ClientCertificateSuspect = false);
