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

    /// <summary>Renders <typeparamref name="TComponent"/> with <paramref name="parameters"/>.</summary>
    public async Task<string> RenderAsync<TComponent>(IDictionary<string, object?> parameters)
        where TComponent : IComponent
    {
        // A renderer keeps every component that it has rendered, so each rendering has its own.
        await using var renderer = new HtmlRenderer(_services, _loggers);
        return await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<TComponent>(ParameterView.FromDictionary(parameters))).ToHtmlString());
    }
}
