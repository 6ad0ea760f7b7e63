namespace EdgeMonitor.LocalPages;

/// <summary>
/// A piece of HTML or SVG. It is made from interpolated text whose holes are escaped, unless they are markup themselves.
/// </summary>
public readonly record struct Markup
{
    private readonly string? _text;

    private Markup(string text) => _text = text;

    /// <summary>Nothing.</summary>
    public static Markup Empty => default;

    /// <summary>Markup with everything in its holes escaped.</summary>
    public static Markup Of(MarkupHandler content) => new(content.ToString());

    /// <summary>Text of this program that is markup already.</summary>
    public static Markup Trusted(string text) => new(text);

    /// <inheritdoc/>
    public override string ToString() => _text ?? string.Empty;
}
