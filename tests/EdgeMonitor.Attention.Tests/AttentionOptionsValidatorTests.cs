using System.ComponentModel.DataAnnotations;
using EdgeMonitor.Contracts;
using Microsoft.Extensions.Configuration;

namespace EdgeMonitor.Attention.Tests;

public sealed class AttentionOptionsValidatorTests
{
    [Fact]
    public void Validate_DefaultsWithoutAMode_OnlyTheModeIsMissing()
    {
        var mistake = Assert.Single(MistakesIn(new AttentionOptions()));

        Assert.Equal(["attention.mode"], mistake.MemberNames);
        Assert.Contains("orientation", mistake.ErrorMessage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(AttentionMode.Orientation, false)]
    [InlineData(AttentionMode.Orientation, true)]
    [InlineData(AttentionMode.Expression, true)]
    [InlineData(AttentionMode.Combined, true)]
    public void Validate_ModeThatMayRun_HasNoMistake(AttentionMode mode, bool acknowledged) =>
        Assert.Empty(MistakesIn(new AttentionOptions { Mode = mode, EmotionInferenceAcknowledged = acknowledged }));

    [Theory]
    [InlineData(AttentionMode.Expression)]
    [InlineData(AttentionMode.Combined)]
    public void Validate_EmotionsWithoutAcknowledgement_NamesTheLaw(AttentionMode mode)
    {
        var mistake = Assert.Single(MistakesIn(new AttentionOptions { Mode = mode }));

        Assert.Equal(["attention.emotionInferenceAcknowledged"], mistake.MemberNames);
        Assert.Contains("Regulation (EU) 2024/1689", mistake.ErrorMessage, StringComparison.Ordinal);
        Assert.Contains("Art. 5(1)(f)", mistake.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public void Strict_WithNothingElse_IsTenPeopleTenPerCentFiveMinutes()
    {
        var options = Bind(("mode", "orientation"), ("privacyPreset", "strict"));

        Assert.Empty(MistakesIn(options));
        Assert.Equal((10, 10, 0.1, 300), (options.MinimumGroup, options.PeopleStep, options.ShareStep, options.WindowSeconds));
    }

    [Fact]
    public void Standard_WithNothingElse_IsFivePeopleFivePerCentThirtySeconds()
    {
        var options = Bind(("mode", "orientation"));

        Assert.Equal((5, 5, 0.05, 30), (options.MinimumGroup, options.PeopleStep, options.ShareStep, options.WindowSeconds));
    }

    [Theory]
    [InlineData("windowSeconds", "299", false)]
    [InlineData("windowSeconds", "600", true)]
    [InlineData("minimumGroup", "9", false)]
    [InlineData("minimumGroup", "12", true)]
    [InlineData("peopleStep", "5", false)]
    [InlineData("peopleStep", "20", true)]
    [InlineData("shareStep", "0.05", false)]
    [InlineData("shareStep", "0.25", true)]
    public void Strict_WithASettingOfItsOwn_TakesStricterOnesAlone(string key, string value, bool isRight)
    {
        var mistakes = MistakesIn(Bind(("mode", "orientation"), ("privacyPreset", "strict"), (key, value)));

        Assert.Equal(isRight ? [] : [$"attention.{key}"], mistakes.SelectMany(mistake => mistake.MemberNames));
    }

    [Theory]
    [InlineData("windowSeconds", "9")]
    [InlineData("windowSeconds", "3601")]
    [InlineData("minimumGroup", "2")]
    [InlineData("suppressionMargin", "0")]
    [InlineData("peopleStep", "4")]
    [InlineData("shareStep", "0.01")]
    [InlineData("shareStep", "0.3")]
    [InlineData("shareStep", "NaN")]
    [InlineData("publishExpressions", "true")]
    [InlineData("minimumCoverage", "0")]
    [InlineData("frameValidSeconds", "6")]
    [InlineData("orientation.maximumYawDegrees", "61")]
    [InlineData("orientation.maximumPitchUpDegrees", "0")]
    [InlineData("orientation.maximumPitchDownDegrees", "90")]
    [InlineData("expression.threshold", "1")]
    [InlineData("presence.quantileOfFaces", "1")]
    [InlineData("presence.minutes", "0")]
    [InlineData("lessons.epsilon", "0.05")]
    [InlineData("lessons.dailyEpsilon", "0.5")]
    [InlineData("lessons.dailyEpsilon", "21")]
    [InlineData("lessons.shortestMinutes", "61")]
    public void Validate_OneValueOutOfRange_NamesItsKeyAndWhatIsAccepted(string key, string value)
    {
        var mistake = Assert.Single(MistakesIn(Bind(("mode", "orientation"), (key, value))));

        Assert.Equal([$"attention.{key}"], mistake.MemberNames);
        Assert.StartsWith($"attention.{key} is ", mistake.ErrorMessage, StringComparison.Ordinal);
        Assert.Contains("accepted", mistake.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_ModeThatIsNone_NamesTheModes()
    {
        var mistake = Assert.Single(MistakesIn(Bind(("mode", "7"))));

        Assert.Equal("attention.mode is 7; accepted are orientation, expression and combined.", mistake.ErrorMessage);
    }

    [Fact]
    public void Validate_SeveralMistakes_FindsAll()
    {
        var options = Bind(("windowSeconds", "1"), ("presence.minutes", "99"), ("shareStep", "0.07"));

        var keys = MistakesIn(options).SelectMany(mistake => mistake.MemberNames);

        Assert.Equal(["attention.mode", "attention.windowSeconds", "attention.presence.minutes", "attention.shareStep"], keys);
    }

    [Fact]
    public void Options_OfEveryKind_CanBeBound()
    {
        var options = Bind(
            ("mode", "combined"),
            ("emotionInferenceAcknowledged", "true"),
            ("minimumGroup", "10"),
            ("presence.minutes", "10"),
            ("expression.threshold", "0.6"));

        Assert.Equal(AttentionMode.Combined, options.Mode);
        Assert.True(options.EmotionInferenceAcknowledged);
        Assert.Equal(10, options.MinimumGroup);
        Assert.Equal(10, options.Presence.Minutes);
        Assert.Equal(0.6, options.Expression.Threshold);
    }

    private static List<ValidationResult> MistakesIn(AttentionOptions options)
    {
        var mistakes = new List<ValidationResult>();
        AttentionOptionsValidator.Validate(options, mistakes);
        return mistakes;
    }

    private static AttentionOptions Bind(params IEnumerable<(string Key, string Value)> values)
    {
        var options = new AttentionOptions();
        new ConfigurationBuilder()
            .AddInMemoryCollection(values.Select(pair =>
                KeyValuePair.Create($"attention:{pair.Key.Replace('.', ':')}", (string?)pair.Value)))
            .Build()
            .GetSection(AttentionOptions.SectionName)
            .Bind(options);
        return options;
    }
}
