using System.Globalization;
using System.Text.Json;
using EdgeMonitor.Evaluation;
using EdgeMonitor.Vision;

namespace EdgeMonitor.Agent.Models;

/// <summary>Writes the list of <c>edgemonitor models</c>.</summary>
internal static class ModelListPrinter
{
    private const int HashDigits = 12;
    private const string Unknown = "-";

    /// <summary>Writes a table for people: a line for each network, under it what goes in and out.</summary>
    public static void PrintTable(IReadOnlyList<ModelDescription> models, TextWriter output)
    {
        output.WriteLine($"{"file",-17} {"size",8}  {"SHA-256",-HashDigits}  {"kind",-5}  {"check",-9}  what it does");
        foreach (var model in models)
        {
            var (size, hash, kind) = (Size(model.Bytes), model.Sha256?[..HashDigits] ?? Unknown, Kind(model) ?? Unknown);
            output.WriteLine($"{model.File,-17} {size,8}  {hash,-HashDigits}  {kind,-5}  {Check(model),-9}  {model.Purpose}");
            if (model.Problem is null)
            {
                output.WriteLine($"    {string.Join(", ", model.Inputs)} -> {string.Join(", ", model.Outputs)}");
            }

            foreach (var (name, value) in model.Properties)
            {
                output.WriteLine($"    {name}: {value}");
            }
        }
    }

    /// <summary>Writes one JSON object.</summary>
    public static void PrintJson(IReadOnlyList<ModelDescription> models, TextWriter output)
    {
        var list = new ModelList(
        [
            .. models.Select(model => new ModelEntry(
                model.File, model.Purpose, model.Bytes, model.Sha256, model.ExpectedSha256, model.Problem is null, Kind(model),
                [.. model.Inputs.Select(Tensor)], [.. model.Outputs.Select(Tensor)], model.Properties, model.Problem)),
        ]);
        output.WriteLine(JsonSerializer.Serialize(list, ModelListJson.Default.ModelList));
    }

    private static ModelTensorEntry Tensor(ModelTensor tensor) => new(tensor.Name, tensor.Type, tensor.Shape);

    private static string Size(long? bytes) => bytes is { } count
        ? string.Create(CultureInfo.InvariantCulture, $"{count / 1000.0:F0} kB")
        : Unknown;

    private static string? Kind(ModelDescription model) =>
        model.IsQuantised is { } isQuantised ? MeasuredModel.PrecisionName(isQuantised) : null;

    private static string Check(ModelDescription model) => model switch
    {
        { Problem: null } => "ok",
        { Sha256: null } => "missing",
        { ExpectedSha256: null } => "unlisted",
        { Sha256: var found, ExpectedSha256: var expected } when !found.Equals(expected, StringComparison.Ordinal) => "DIFFERS",
        _ => "unusable",
    };
}
