using System.IO.Pipes;

namespace EdgeMonitor.Capture.Processes;

/// <summary>
/// Reads a child's pipe on the calling thread, allocates nothing, and stops when told to. .NET's own pipe stream allocates in
/// every asynchronous read, and a blocking one of it can be stopped by nobody: not even by the child's end while a stray helper
/// holds the pipe.
/// </summary>
internal sealed class ChildOutputStream : Stream
{
    /// <summary>How often a reader that waits looks whether it is to stop.</summary>
    public static readonly TimeSpan StopCheck = TimeSpan.FromMilliseconds(100);

    private readonly PipeStream _pipe;
    private readonly CancellationToken _cancellationToken;
    private readonly int _file;
    private bool _isHeld;

    /// <param name="pipe">What <see cref="System.Diagnostics.Process"/> gives for a redirected output; it stays open.</param>
    /// <param name="cancellationToken">Stops the reading with <see cref="OperationCanceledException"/>.</param>
    public ChildOutputStream(Stream pipe, CancellationToken cancellationToken)
    {
        _pipe = (PipeStream)pipe;
        _cancellationToken = cancellationToken;

        // The number must not become that of another file as long as it is polled.
        _pipe.SafePipeHandle.DangerousAddRef(ref _isHeld);
        _file = (int)_pipe.SafePipeHandle.DangerousGetHandle();
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        var entry = new NativeMethods.PollEntry { File = _file, Wanted = NativeMethods.PollIn };
        var patience = (int)StopCheck.TotalMilliseconds;
        do
        {
            _cancellationToken.ThrowIfCancellationRequested();
        }
        while (NativeMethods.Poll(ref entry, 1, patience) <= 0);

        return _pipe.Read(buffer);
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing && _isHeld)
        {
            _isHeld = false;
            _pipe.SafePipeHandle.DangerousRelease();
        }

        base.Dispose(disposing);
    }
}
