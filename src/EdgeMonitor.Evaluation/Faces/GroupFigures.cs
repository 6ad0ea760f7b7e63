namespace EdgeMonitor.Evaluation.Faces;

/// <summary>Figures on the pictures with at least so many faces; see <see cref="FaceFigures"/>.</summary>
public sealed record GroupFigures(
    int LeastFaces, int Pictures, int Drawn, int Found, double Ap50, double Ap40, double Precision, double Recall);
