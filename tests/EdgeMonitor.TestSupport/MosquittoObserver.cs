using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Threading.Channels;

namespace EdgeMonitor.TestSupport;

/// <summary>A message as <c>mosquitto_sub</c> saw it on the wire.</summary>
/// <param name="Topic">The topic.</param>
/// <param name="Payload">The payload.</param>
/// <param name="Qos">The quality of service, 0..2.</param>
/// <param name="Retain">Whether it was stored before the subscription.</param>
/// <param name="ContentType">MQTT 5's content type; empty when absent.</param>
/// <param name="ExpirySeconds">MQTT 5's message expiry; null when absent.</param>
public sealed record ObservedMessage(string Topic, byte[] Payload, int Qos, bool Retain, string ContentType, int? ExpirySeconds)
{
    /// <summary>The payload as text.</summary>
    public string Text => Encoding.UTF8.GetString(Payload);
}

/// <summary>A <c>mosquitto_sub</c> that runs until it is disposed: a witness of another make than the client under test.</summary>
public sealed class MosquittoObserver : IAsyncDisposable
{
    private const string Mark = "message\t";
    private const string Format = "message\\t%t\\t%q\\t%r\\t%C\\t%E\\t%x";

    // For a test process that was killed: nobody else would end mosquitto_sub then.
    private const string LifetimeSeconds = "600";

    private readonly Process _process;
    private readonly Channel<ObservedMessage> _messages = Channel.CreateUnbounded<ObservedMessage>();
    private readonly TaskCompletionSource _subscribed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly StringBuilder _output = new();

    // Without stdbuf, mosquitto_sub keeps its lines to itself until it has a block of them.
    private MosquittoObserver(IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("stdbuf", ["-oL", "mosquitto_sub", .. arguments, "-q", "2", "-d", "-W", LifetimeSeconds, "-F", Format])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Take(line.Data);
        _process.ErrorDataReceived += (_, line) => Take(line.Data);
    }

    /// <summary>The next message.</summary>
    /// <exception cref="TimeoutException">None came.</exception>
    public async Task<ObservedMessage> NextAsync()
    {
        using var patience = new CancellationTokenSource(Mosquitto.Patience);
        try
        {
            return await _messages.Reader.ReadAsync(patience.Token);
        }
        catch (Exception exception) when (exception is OperationCanceledException or ChannelClosedException)
        {
            throw new TimeoutException($"No message came. mosquitto_sub said: {Output()}", exception);
        }
    }

    /// <summary>The next <paramref name="count"/> messages.</summary>
    public async Task<IReadOnlyList<ObservedMessage>> NextAsync(int count)
    {
        var messages = new List<ObservedMessage>(count);
        while (messages.Count < count)
        {
            messages.Add(await NextAsync());
        }

        return messages;
    }

    /// <summary>The messages that have come and were not taken yet; does not wait.</summary>
    public IReadOnlyList<ObservedMessage> Drain()
    {
        var messages = new List<ObservedMessage>();
        while (_messages.Reader.TryRead(out var message))
        {
            messages.Add(message);
        }

        return messages;
    }

    /// <summary>Ends <c>mosquitto_sub</c>.</summary>
    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    internal static async Task<MosquittoObserver> StartAsync(IEnumerable<string> arguments)
    {
        var observer = new MosquittoObserver(arguments);
        observer._process.Exited += (_, _) => observer.End();
        observer._process.Start();
        observer._process.BeginOutputReadLine();
        observer._process.BeginErrorReadLine();
        try
        {
            await observer._subscribed.Task.WaitAsync(Mosquitto.Patience);
        }
        catch
        {
            await observer.DisposeAsync();
            throw;
        }

        return observer;
    }

    private void Take(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_output)
        {
            _output.AppendLine(line);
        }

        if (line.StartsWith("Subscribed (mid", StringComparison.Ordinal))
        {
            _subscribed.TrySetResult();
        }
        else if (line.StartsWith(Mark, StringComparison.Ordinal))
        {
            var message = Parse(line[Mark.Length..].Split('\t'));
            WireSchemas.Remember(message.Topic, message.ContentType, message.Payload);
            _messages.Writer.TryWrite(message);
        }
    }

    private void End()
    {
        _subscribed.TrySetException(new InvalidOperationException($"mosquitto_sub ended: {Output()}"));
        _messages.Writer.TryComplete();
    }

    private string Output()
    {
        lock (_output)
        {
            return _output.ToString();
        }
    }

    private static ObservedMessage Parse(string[] fields) => new(
        fields[0],
        Convert.FromHexString(fields[5]),
        int.Parse(fields[1], CultureInfo.InvariantCulture),
        string.Equals(fields[2], "1", StringComparison.Ordinal),
        fields[3],
        fields[4].Length == 0 ? null : int.Parse(fields[4], CultureInfo.InvariantCulture));
}
