namespace EdgeMonitor.LocalPages.Tests;

public sealed class MarkupTests
{
    [Fact]
    public void Of_TextInAHole_IsEscapedForElementsAndAttributes() => Assert.Equal(
        """<a title="&lt;b&gt;&quot;&amp;&#39;">&lt;script&gt;</a>""",
        Markup.Of($"""<a title="{"<b>\"&'"}">{"<script>"}</a>""").ToString());

    [Fact]
    public void Of_MarkupInAHole_StaysAsItIs()
    {
        var item = Markup.Of($"<li>{"<"}</li>");

        Assert.Equal("<ul><li>&lt;</li><li>&lt;</li><li>&lt;</li></ul>", Markup.Of($"<ul>{item}{new[] { item, item }}{Markup.Empty}</ul>").ToString());
    }

    [Fact]
    public void Of_Numbers_AreInvariant() => Assert.Equal("1234.5 0.50 -3", Markup.Of($"{1234.5} {0.5:F2} {-3}").ToString());
}
