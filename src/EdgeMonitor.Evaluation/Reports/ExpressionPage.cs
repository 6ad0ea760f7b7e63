using EdgeMonitor.Evaluation.Expressions;
namespace EdgeMonitor.Evaluation.Reports;
internal static class ExpressionPage { public static string Render(ExpressionReport report) => report.Product; }
