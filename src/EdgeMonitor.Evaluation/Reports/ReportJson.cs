using System.Text.Json.Serialization;
using EdgeMonitor.Evaluation.Adaptation;
using EdgeMonitor.Evaluation.Expressions;
using EdgeMonitor.Evaluation.Faces;

namespace EdgeMonitor.Evaluation.Reports;

/// <summary>JSON of the reports.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    WriteIndented = true)]
[JsonSerializable(typeof(AdaptationReport))]
[JsonSerializable(typeof(ExpressionReport))]
[JsonSerializable(typeof(FaceReport))]
internal sealed partial class ReportJson : JsonSerializerContext;
