using EdgeMonitor.Contracts;

namespace EdgeMonitor.Agent.Link;

/// <summary>Carries out a camera request, or says why not, within <see cref="LinkLimits.AnswerPatience"/>.</summary>
internal delegate Task<CommandAnswer> CameraRequestHandler(CameraRequest request, CancellationToken cancellationToken);
