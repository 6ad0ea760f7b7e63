using EdgeMonitor.Contracts;

namespace EdgeMonitor.Attention.Tests;

public sealed class AttentionRuleTests
{
    [Theory]
    [InlineData(0, 0, true)]
    [InlineData(30, 0, true)]
    [InlineData(-30, 0, true)]
    [InlineData(31, 0, false)]
    [InlineData(-31, 0, false)]
    [InlineData(0, 25, true)]
    [InlineData(0, 26, false)]
    [InlineData(0, -30, true)]
    [InlineData(0, -31, false)]
    [InlineData(float.NaN, 0, false)]
    [InlineData(0, float.NaN, false)]
    public void IsAttentive_ByOrientation_LooksAtYawAndPitchAlone(float yaw, float pitch, bool expected) =>
        Assert.Equal(expected, Rule(AttentionMode.Orientation).IsAttentive(TestRoom.Face(yaw, pitch)));

    [Theory]
    [InlineData(0.49f, false)]
    [InlineData(0.5f, false)]
    [InlineData(0.51f, true)]
    public void IsAttentive_ByExpression_LooksAtTheExpressionAlone(float happy, bool expected) =>
        Assert.Equal(expected, Rule(AttentionMode.Expression).IsAttentive(TestRoom.Face(yaw: 80, happy: happy)));

    [Theory]
    [InlineData(0, 0.9f, true)]
    [InlineData(80, 0.9f, false)]
    [InlineData(0, 0.1f, false)]
    public void IsAttentive_Combined_NeedsBoth(float yaw, float happy, bool expected) =>
        Assert.Equal(expected, Rule(AttentionMode.Combined).IsAttentive(TestRoom.Face(yaw, happy: happy)));

    [Theory]
    [InlineData(AttentionMode.Expression, 0)]
    [InlineData(AttentionMode.Combined, 0)]
    [InlineData(AttentionMode.Combined, 80)]
    public void IsAttentive_WithoutTheExpressionThatTheModeNeeds_Throws(AttentionMode mode, float yaw) =>
        Assert.Throws<InvalidOperationException>(() => Rule(mode).IsAttentive(TestRoom.Face(yaw)));

    [Fact]
    public void Constructor_WithoutAMode_Throws() =>
        Assert.Throws<ArgumentException>(() => new AttentionRule(new AttentionOptions()));

    private static AttentionRule Rule(AttentionMode mode) => new(TestRoom.Options(mode));
}
