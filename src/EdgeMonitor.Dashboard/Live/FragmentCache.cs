using System.Collections.Concurrent;

namespace EdgeMonitor.Dashboard.Live;

/// <summary>Keeps what a page's changing part looks like, so that it is rendered once for a change and not once for each viewer.</summary>
public sealed class FragmentCache
{
    private const int Capacity = 200;

    private readonly ConcurrentDictionary<(string Page, string Language), Fragment> _fragments = new();

    /// <summary>
    /// The HTML of a page in a language: as it was rendered for <paramref name="state"/>, or rendered now.
    /// </summary>
    /// <param name="page">The page's name.</param>
    /// <param name="language">The reader's language.</param>
    /// <param name="state">Equal as long as the page need not change.</param>
    /// <param name="render">Renders it.</param>
    public async Task<string> GetAsync(string page, string language, object state, Func<Task<string>> render)
    {
        ArgumentNullException.ThrowIfNull(render);
        if (_fragments.Count > Capacity)
        {
            _fragments.Clear();
        }

        var fragment = _fragments.GetOrAdd((page, language), _ => new Fragment());
        await fragment.Turn.WaitAsync();
        try
        {
            if (!Equals(fragment.State, state))
            {
                fragment.Html = await render();
                fragment.State = state;
            }

            return fragment.Html;
        }
        finally
        {
            fragment.Turn.Release();
        }
    }

    private sealed class Fragment
    {
        public SemaphoreSlim Turn { get; } = new(1);

        public object? State { get; set; }

        public string Html { get; set; } = string.Empty;
    }
}
