using EdgeMonitor.Vision.Expression;
using EdgeMonitor.Vision.Inference;
using FsCheck;
using FsCheck.Fluent;

namespace EdgeMonitor.Vision.Tests.Expression;

/// <summary>A room's own correction: what it learns, what it leaves alone, and what its file may hold.</summary>
public sealed class ExpressionCorrectionTests : IDisposable
{
    private const string Network = "expression@00000000";
    private static readonly ExpressionReading Happy = new(0.02f, 0.01f, 0.01f, 0.9f, 0.02f, 0.02f, 0.02f);
    private static readonly ExpressionReading Sad = new(0.05f, 0.02f, 0.03f, 0.05f, 0.6f, 0.05f, 0.2f);

    private static readonly ExpressionPrior Prior = ReadPrior();

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("edgemonitor-adaptation-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Apply_NothingLearned_ChangesNothing()
    {
        var correction = new ExpressionCorrection(Prior, new ExpressionAdaptation(Network, new Dictionary<string, ExpressionPrototype>()));

        AssertClose(Sad, correction.Apply(Sad));
    }

    [Fact]
    public void Apply_RoomWhereNeutralFacesLookSad_MovesSuchFacesTowardsNeutral()
    {
        // Five people of this room who look at the board: the network takes each of them for sad.
        var adaptation = ExpressionAdaptation.Learn(Network, Enumerable.Repeat(("neutral", Sad), 5).Append(("happy", Happy)));

        var corrected = new ExpressionCorrection(Prior, adaptation).Apply(Sad);

        Assert.True(corrected.Neutral > Sad.Neutral, $"{corrected}");
        Assert.True(corrected.Sad < Sad.Sad, $"{corrected}");
    }

    [Fact]
    public void Apply_MoreFacesOfTheSameKind_CorrectMore()
    {
        float Neutral(int faces) => new ExpressionCorrection(
            Prior, ExpressionAdaptation.Learn(Network, Enumerable.Repeat(("neutral", Sad), faces))).Apply(Sad).Neutral;

        Assert.True(Neutral(1) > Sad.Neutral);
        Assert.True(Neutral(10) > Neutral(1));
    }

    [Fact]
    public void Apply_AnyFacesAndAnyReading_GivesProbabilities()
    {
        var readings = Gen.Choose(0, 1000).ArrayOf(ExpressionReading.Emotions).Select(Normalised);
        var faces = Gen.Elements(ExpressionReading.Names.AsEnumerable())
            .SelectMany(emotion => readings.Select(reading => (emotion, reading))).ListOf(12);

        Prop.ForAll(faces.ToArbitrary(), readings.ToArbitrary(), (learned, reading) =>
        {
            var corrected = new ExpressionCorrection(Prior, ExpressionAdaptation.Learn(Network, learned)).Apply(reading);
            var probabilities = corrected.ByEmotion().Select(one => one.Probability).ToList();
            return probabilities.TrueForAll(p => p is >= 0 and <= 1) && Math.Abs(probabilities.Sum() - 1) < 1e-4;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Read_WhatToJsonWrote_IsTheSame()
    {
        var written = ExpressionAdaptation.Learn(Network, [("happy", Happy), ("sad", Sad), ("sad", Happy)]);

        var read = ExpressionAdaptation.Read(Write(written.ToJson()));

        Assert.Equal((Network, 2, 2), (read.Network, read.Emotions.Count, read.Emotions["sad"].Faces));
        Assert.Equal(written.Emotions["sad"].Mean, read.Emotions["sad"].Mean);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("""{"schema":2,"network":"expression@00000000","emotions":{}}""")]
    [InlineData("""{"schema":1,"network":"expression@00000000","emotions":{"bored":{"faces":1,"mean":[0,0,0,0,0,0,0]}}}""")]
    [InlineData("""{"schema":1,"network":"expression@00000000","emotions":{"sad":{"faces":1,"mean":[0,0]}}}""")]
    [InlineData("""{"schema":1,"network":"expression@00000000","emotions":{"sad":{"faces":0,"mean":[0,0,0,0,0,0,0]}}}""")]
    public void Read_FileThatIsNone_IsAClearError(string text)
    {
        var path = Write(text);

        var problem = Assert.Throws<ModelException>(() => ExpressionAdaptation.Read(path));

        Assert.Contains($"The adaptation {path} is malformed", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_AdaptationOfAnotherNetwork_IsRefused()
    {
        var path = Write(ExpressionAdaptation.Learn(Network, [("happy", Happy)]).ToJson());

        var problem = Assert.Throws<ModelException>(() => FaceAnalyzer.Create(new VisionOptions { Adaptation = path }, readExpressions: true));

        Assert.Contains($"was made with {Network}, but the network is expression@", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_WithoutExpressions_DoesNotEvenOpenTheAdaptation()
    {
        using var analyzer = FaceAnalyzer.Create(new VisionOptions { Adaptation = "/no/such/file" }, readExpressions: false);

        Assert.Null(analyzer.ExpressionVersion);
    }

    private static ExpressionPrior ReadPrior()
    {
        using var reader = AlignedFaceReader.Create(new VisionOptions { Threads = 1 });
        return reader.ReadPrior();
    }

    private static ExpressionReading Normalised(int[] weights)
    {
        var sum = weights.Sum() + weights.Length;
        return ExpressionReading.From(Array.ConvertAll(weights, weight => (weight + 1f) / sum));
    }

    private static void AssertClose(ExpressionReading expected, ExpressionReading actual)
    {
        foreach (var (one, other) in expected.ByEmotion().Zip(actual.ByEmotion()))
        {
            Assert.Equal(one.Probability, other.Probability, 1e-5f);
        }
    }

    private string Write(string text)
    {
        var path = Path.Combine(_folder.FullName, "room.adaptation.json");
        File.WriteAllText(path, text);
        return path;
    }
}
