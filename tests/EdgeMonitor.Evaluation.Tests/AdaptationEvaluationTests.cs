using System.Text.Json;
using EdgeMonitor.Evaluation.Adaptation;
using EdgeMonitor.Vision;
using EdgeMonitor.Vision.Expression;

namespace EdgeMonitor.Evaluation.Tests;

/// <summary>The measurement of few-shot adaptation.</summary>
public sealed class AdaptationEvaluationTests : IDisposable
{
    private const int FaceBytes = 48 * 48;
    private readonly DataFolder _data = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task RunAsync_SomeFaces_GivesEachRoomWithEachNumberOfShots()
    {
        var random = new Random(1);
        await _data.WriteSheetAsync([.. Enumerable.Range(0, 40).Select(i =>
        {
            var face = new byte[FaceBytes];
            random.NextBytes(face);
            return (i, face);
        })]);
        _data.WriteLabels([.. Enumerable.Range(0, 40).Select(i =>
            $"{i},private,sad,{string.Join(',', Enumerable.Range(0, 8).Select(vote => vote == i % 8 ? 9 : 0))},0,0")]);

        var report = await AdaptationEvaluation.RunAsync(
            new EvaluationRequest(_data.Path, "private", new VisionOptions { Threads = 1 }, "0.0.0-test"), Token);

        Assert.Equal(4, report.Rooms.Count);
        Assert.All(report.Rooms, room => Assert.Equal([1, 5, 10], room.Adapted.Keys));
        Assert.All(report.Rooms, room => Assert.InRange(room.Unadapted.Emotion, 0, 1));
        Assert.Equal(40, JsonDocument.Parse(report.ToJson()).RootElement.GetProperty("faces").GetInt32());
        Assert.Contains("seen from above", report.ToText(), StringComparison.Ordinal);
        Assert.Contains("seen from above", report.ToHtml(), StringComparison.Ordinal);
    }

    [Fact]
    public void Adapted_RoomThatShiftsEveryFace_IsPutRightByAFewFaces()
    {
        using var reader = AlignedFaceReader.Create(new VisionOptions { Threads = 1 });
        var prior = reader.ReadPrior();

        // Each face lies where its emotion usually does, but this room makes everybody look four times sadder.
        var faces = Enumerable.Range(0, 70).Select(i => new LabelledReading(i % 7, At(prior.Means[i % 7], sadder: 4))).ToList();
        var trial = new FewShotTrial(prior, faces);

        Assert.True(trial.Adapted(shots: 3, rounds: 3).Emotion > trial.Unadapted().Emotion);
    }

    [Fact]
    public void All_Rooms_ChangeFacesButTheFirst()
    {
        var face = Enumerable.Range(0, FaceBytes).Select(i => (byte)(i * 7)).ToArray();
        var changed = SimulatedRoom.All().Select(room =>
        {
            var copy = (byte[])face.Clone();
            room.Apply(copy);
            return !copy.AsSpan().SequenceEqual(face);
        });

        Assert.Equal([false, true, true, true], changed);
    }

    private static ExpressionReading At(double[] point, double sadder)
    {
        var weights = point.Select((value, i) => Math.Exp(value + (i == 4 ? sadder : 0))).ToArray();
        return ExpressionReading.From(Array.ConvertAll(weights, weight => (float)(weight / weights.Sum())));
    }
}
