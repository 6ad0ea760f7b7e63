namespace EdgeMonitor.Evaluation.Expressions;

/// <summary>How long the network took, on the machine that measured.</summary>
/// <param name="MillisecondsPerFace">Milliseconds for a face: the median over batches.</param>
/// <param name="Batch">Faces in a batch.</param>
/// <param name="Threads">Threads of a call; 0: one for each processor, at most four.</param>
public sealed record SpeedFigures(double MillisecondsPerFace, int Batch, int Threads);
