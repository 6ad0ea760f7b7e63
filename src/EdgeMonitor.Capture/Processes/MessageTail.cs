using System.Text;
using System.Text.RegularExpressions;

namespace EdgeMonitor.Capture.Processes;

/// <summary>
/// Keeps the last lines that a child writes for a person, so that a failure can be explained: bounded in lines and length,
/// without secrets, control characters and repetitions.
/// </summary>
internal sealed partial class MessageTail
{
    private const int MaximumLines = 4;
    private const int MaximumLength = 240;

    private readonly Lock _lock = new();
    private readonly Queue<string> _lines = new();
    private string? _last;

    /// <summary>The lines, oldest first, as one; empty when there are none.</summary>
    public override string ToString()
    {
        lock (_lock)
        {
            return string.Join("; ", _lines);
        }
    }

    /// <summary>Reads until the stream ends, fails or is closed; a failure to read is no news here.</summary>
    public async Task ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var buffer = new byte[1024];
        var line = new StringBuilder();
        try
        {
            while (await stream.ReadAsync(buffer, cancellationToken) is var read and > 0)
            {
                // A character cut in two between reads shows as two question marks: good enough for a message.
                foreach (var character in Encoding.UTF8.GetString(buffer, 0, read))
                {
                    Append(line, character);
                }
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // The child was ended from our side.
        }

        Add(line);
    }

    // ffmpeg names its parts "[rtsp @ 0x55d0c8a1c2c0]": the number differs each time and says nothing.
    [GeneratedRegex(" @ 0x[0-9a-f]+", RegexOptions.NonBacktracking)]
    private static partial Regex PartAddress();

    private void Append(StringBuilder line, char character)
    {
        if (character is '\n' or '\r')
        {
            Add(line);
        }
        else if (line.Length < 4 * MaximumLength)
        {
            // Room for an address to be whole when it is masked; only then the line is shortened.
            line.Append(char.IsControl(character) ? ' ' : character);
        }
    }

    private void Add(StringBuilder line)
    {
        var text = UrlMask.Apply(PartAddress().Replace(line.ToString(), "")).Trim();
        line.Clear();
        if (text.Length == 0)
        {
            return;
        }

        text = text.Length > MaximumLength ? text[..MaximumLength] + "…" : text;
        lock (_lock)
        {
            if (string.Equals(text, _last, StringComparison.Ordinal))
            {
                return;
            }

            _last = text;
            _lines.Enqueue(text);
            if (_lines.Count > MaximumLines)
            {
                _lines.Dequeue();
            }
        }
    }
}
