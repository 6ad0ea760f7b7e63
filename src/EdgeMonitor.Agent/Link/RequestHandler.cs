using EdgeMonitor.Contracts;

namespace EdgeMonitor.Agent.Link;

/// <summary>Carries out a request, or says why not, within <see cref="LinkLimits.AnswerPatience"/>.</summary>
internal delegate Task<CommandAnswer> RequestHandler<in T>(T request, CancellationToken cancellationToken);
