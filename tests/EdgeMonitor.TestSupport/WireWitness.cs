namespace EdgeMonitor.TestSupport;

/// <summary>
/// For the end of a test project's run (an assembly fixture): fails the run when any message that its tests saw on the wire does
/// not follow its schema.
/// </summary>
public sealed class WireWitness : IAsyncDisposable
{
    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (WireSchemas.SeenCount > 0 && await WireSchemas.ValidateSeenAsync() is { Length: > 0 } problems)
        {
            throw new InvalidOperationException($"Messages on the wire did not follow their schemas:\n{problems}");
        }
    }
}
