using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text;

namespace EdgeMonitor.LocalPages;

/// <summary>Puts <see cref="Markup"/> together from interpolated text, in the invariant culture.</summary>
[InterpolatedStringHandler]
public readonly struct MarkupHandler
{
    private readonly StringBuilder _text;

    /// <summary>Called by the compiler.</summary>
    public MarkupHandler(int literalLength, int formattedCount) => _text = new StringBuilder(literalLength + 16 * formattedCount);

    /// <summary>Adds text of the program.</summary>
    public void AppendLiteral(string value) => _text.Append(value);

    /// <summary>Adds text, escaped for an element or a quoted attribute.</summary>
    public void AppendFormatted(string? value) => _text.Append(WebUtility.HtmlEncode(value));

    /// <summary>Adds markup as it is.</summary>
    public void AppendFormatted(Markup value) => _text.Append(value.ToString());

    /// <summary>Adds markup as it is, one piece after the other.</summary>
    public void AppendFormatted(IEnumerable<Markup> values) => _text.AppendJoin("", values);

    /// <summary>Adds a number.</summary>
    public void AppendFormatted<T>(T value, string? format = null)
        where T : IFormattable => _text.Append(WebUtility.HtmlEncode(value.ToString(format, CultureInfo.InvariantCulture)));

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();
}
