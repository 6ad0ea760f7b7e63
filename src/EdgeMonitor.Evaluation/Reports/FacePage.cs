using EdgeMonitor.Evaluation.Faces;
namespace EdgeMonitor.Evaluation.Reports;
internal static class FacePage { public static string Render(FaceReport report) => report.Product; }
