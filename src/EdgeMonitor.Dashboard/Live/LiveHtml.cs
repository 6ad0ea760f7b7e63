using EdgeMonitor.Dashboard.Language;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace EdgeMonitor.Dashboard.Live;

/// <summary>Renders a component to HTML outside a page: an event carries the very markup that the page was made of.</summary>
public sealed class LiveHtml
{
    private readonly IServiceProvider _services;
    private readonly ILoggerFactory _loggers;

    /// <summary>Makes a renderer.</summary>
    public LiveHtml(IServiceProvider services, ILoggerFactory loggers)
    {
        _services = services;
        _loggers = loggers;
    }

    /// <summary>Renders components of one kind in a language, one after the other.</summary>
    public async Task<IReadOnlyList<string>> RenderAsync<TComponent>(
        string language, IEnumerable<IDictionary<string, object?>> parameters)
        where TComponent : IComponent
    {
        Texts.Current = language;

        // A renderer keeps every component that it has rendered, so each rendering has its own.
        await using var renderer = new HtmlRenderer(_services, _loggers);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var html = new List<string>();
            foreach (var one in parameters)
            {
                html.Add((await renderer.RenderComponentAsync<TComponent>(ParameterView.FromDictionary(one))).ToHtmlString());
            }

            return html;
        });
    }
}
