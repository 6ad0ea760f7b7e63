using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EdgeMonitor.Dashboard.Pages;

/// <summary>Answers that are pages.</summary>
internal static class Page
{
    /// <summary>The page of a component with its parameters.</summary>
    public static IResult Of<TComponent>(params IEnumerable<(string Name, object? Value)> parameters)
        where TComponent : IComponent =>
        new RazorComponentResult<TComponent>(parameters.ToDictionary(one => one.Name, one => one.Value, StringComparer.Ordinal));

    /// <summary>A page that says that there is no such thing, or not for this viewer.</summary>
    public static IResult NotFound(PageContext context, string message) => Message(context, message, StatusCodes.Status404NotFound);

    /// <summary>A page of one sentence.</summary>
    public static IResult Message(PageContext context, string message, int status) => new RazorComponentResult<NotFoundPage>(
        new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            [nameof(NotFoundPage.Context)] = context,
            [nameof(NotFoundPage.Title)] = message,
            [nameof(NotFoundPage.Message)] = message,
        })
    {
        StatusCode = status,
    };
}
