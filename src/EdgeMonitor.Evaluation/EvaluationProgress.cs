namespace EdgeMonitor.Evaluation;

/// <summary>How far an evaluation is.</summary>
/// <param name="Done">Faces or pictures that are done.</param>
/// <param name="Total">How many there are.</param>
/// <param name="Unit">What is counted, such as <c>pictures</c>.</param>
public readonly record struct EvaluationProgress(int Done, int Total, string Unit);
