namespace EdgeMonitor.Evaluation.Adaptation;

/// <summary>The figures of one simulated room.</summary>
/// <param name="Room">The room.</param>
/// <param name="Unadapted">The network as it is.</param>
/// <param name="Adapted">By the number of faces of each emotion that were learned from.</param>
public sealed record RoomFigures(string Room, Rightness Unadapted, IReadOnlyDictionary<int, Rightness> Adapted);
