using System.Globalization;
using EdgeMonitor.Agent.Analysis;
using EdgeMonitor.Capture;
using EdgeMonitor.Vision;
using EdgeMonitor.Vision.Expression;

namespace EdgeMonitor.Agent.Adaptation;

/// <summary>The labelled faces of a room: a folder for each emotion, with pictures of one face each.</summary>
/// <param name="Faces">What people say and what the network says.</param>
/// <param name="Mistakes">Everything that is wrong with the folder, each with its place; empty when it can be used.</param>
internal sealed record RoomFaces(IReadOnlyList<(string Emotion, ExpressionReading Reading)> Faces, IReadOnlyList<string> Mistakes)
{
    /// <summary>Reads the folder.</summary>
    public static async Task<RoomFaces> ReadAsync(string folder, FaceAnalyzer analyzer, CancellationToken cancellationToken)
    {
        var faces = new List<(string, ExpressionReading)>();
        var mistakes = new List<string>();
        if (!Directory.Exists(folder))
        {
            return new RoomFaces(faces, [$"{folder}: no such folder"]);
        }

        foreach (var (path, emotion) in Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal).Select(path => (path, Path.GetFileName(path))))
        {
            if (!ExpressionReading.Names.Contains(emotion, StringComparer.Ordinal))
            {
                mistakes.Add($"{path}: no emotion of that name; there are {string.Join(", ", ExpressionReading.Names)}");
                continue;
            }

            foreach (var picture in MediaFiles.Expand([path]).SelectMany(expanded => expanded.Files))
            {
                try
                {
                    faces.Add((emotion, await ReadOneAsync(picture, analyzer, cancellationToken)));
                }
                catch (MediaReadException problem)
                {
                    mistakes.Add(problem.Message);
                }
            }
        }

        if (faces.Count == 0 && mistakes.Count == 0)
        {
            mistakes.Add($"{folder}: no pictures; it needs folders such as {Path.Combine(folder, "happy")} with pictures of one face each");
        }

        return new RoomFaces(faces, mistakes);
    }

    private static async Task<ExpressionReading> ReadOneAsync(string picture, FaceAnalyzer analyzer, CancellationToken cancellationToken)
    {
        await foreach (var frame in MediaReader.ReadAllAsync(picture, cancellationToken: cancellationToken))
        {
            using (frame)
            {
                var faces = analyzer.Analyze(frame);
                return faces is [{ Expression: { } reading }]
                    ? reading
                    : throw new MediaReadException(string.Create(
                        CultureInfo.InvariantCulture, $"{picture}: {faces.Length} faces; exactly one is needed"));
            }
        }

        throw new MediaReadException($"{picture}: no picture in it");
    }
}
