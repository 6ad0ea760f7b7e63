using System.Runtime.CompilerServices;

namespace EdgeMonitor.LocalPages;

/// <summary>The newest of a row of pictures, for any number of viewers: who is slow misses some but never falls behind.</summary>
internal sealed class NewestMarkup
{
    private volatile Picture _newest = new(Content: null);

    /// <summary>Shows a picture to everybody.</summary>
    public void Show(Markup content)
    {
        var next = new Picture(content);
        Interlocked.Exchange(ref _newest, next).Followed.TrySetResult();
    }

    /// <summary>Gives the newest picture and then each newer one, until it is cancelled.</summary>
    public async IAsyncEnumerable<Markup> FollowAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            var picture = _newest;
            if (picture.Content is { } content)
            {
                yield return content;
            }

            await picture.Followed.Task.WaitAsync(cancellationToken);
        }
    }

    private sealed record Picture(Markup? Content)
    {
        public TaskCompletionSource Followed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
