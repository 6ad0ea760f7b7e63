using EdgeMonitor.Dashboard.Hosting;

namespace EdgeMonitor.Dashboard.Language;

/// <summary>Chooses the language of a request: what the reader once chose, else what the browser prefers, else English.</summary>
internal static class LanguageChoice
{
    private const string Cookie = "language";

    /// <summary>Sets <see cref="Texts.Current"/> for every request.</summary>
    public static IApplicationBuilder UseLanguage(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        Texts.Current = Choose(context.Request);
        context.Response.Headers.ContentLanguage = Texts.Current;
        return next(context);
    });

    /// <summary>Adds <c>/language/{code}</c>, which remembers a choice and goes back to the page it was made on.</summary>
    public static void MapLanguage(this IEndpointRouteBuilder routes) => routes.MapGet(
        "/language/{code}",
        (HttpContext context, string code, string? back) =>
        {
            if (Texts.Languages.ContainsKey(code))
            {
                context.Response.Cookies.Append(Cookie, code, new CookieOptions
                {
                    MaxAge = TimeSpan.FromDays(365),
                    SameSite = SameSiteMode.Lax,
                    HttpOnly = true,
                    Secure = context.Request.IsHttps,
                    IsEssential = true,
                });
            }

            return TypedResults.LocalRedirect(LocalPath.IsLocal(back) ? back! : "/");
        }).AllowAnonymous();

    private static string Choose(HttpRequest request) =>
        request.Cookies[Cookie] is { } chosen && Texts.Languages.ContainsKey(chosen) ? chosen
        : request.GetTypedHeaders().AcceptLanguage
            .OrderByDescending(language => language.Quality ?? 1)
            .Select(language => language.Value.ToString().Split('-')[0].ToLowerInvariant())
            .FirstOrDefault(Texts.Languages.ContainsKey) ?? Texts.English;
}
