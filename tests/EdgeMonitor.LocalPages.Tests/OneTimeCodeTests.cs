namespace EdgeMonitor.LocalPages.Tests;

public sealed class OneTimeCodeTests
{
    [Fact]
    public void TryUse_TheCode_LetsInOnce()
    {
        var code = new OneTimeCode();

        Assert.Matches("^[0-9]{4} [0-9]{4}$", code.Text);
        Assert.True(code.TryUse($" {code.Text.Replace(" ", "", StringComparison.Ordinal)}\n"));
        Assert.False(code.TryUse(code.Text));
        Assert.False(code.Locked.IsCompleted);
    }

    [Fact]
    public void TryUse_FiveWrongCodes_LockOutTheRightOneAndSaySo()
    {
        var code = new OneTimeCode();
        foreach (var wrong in new[] { "", "0", "aaaaaaaa", new string('0', 9), "１２３４５６７８" })
        {
            Assert.False(code.Locked.IsCompleted);
            Assert.False(code.TryUse(wrong));
        }

        Assert.True(code.Locked.IsCompleted);
        Assert.False(code.TryUse(code.Text));
    }

    [Fact]
    public void TryUse_ByManyAtOnce_LetsOneIn()
    {
        var code = new OneTimeCode();

        Assert.Equal(1, Enumerable.Range(0, 50).AsParallel().Count(_ => code.TryUse(code.Text)));
    }

    [Fact]
    public void Text_OfManyCodes_IsEachTimeAnother() =>
        Assert.Equal(20, Enumerable.Range(0, 20).Select(_ => new OneTimeCode().Text).Distinct(StringComparer.Ordinal).Count());
}
