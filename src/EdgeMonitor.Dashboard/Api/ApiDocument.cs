using EdgeMonitor.Dashboard.Hosting;
using Microsoft.OpenApi;

namespace EdgeMonitor.Dashboard.Api;

/// <summary>The OpenAPI document of what programs can read, made from the endpoints themselves.</summary>
internal static class ApiDocument
{
    private const string Token = "token";

    /// <summary>Adds what makes the document, and the JSON that answers and document share.</summary>
    public static void AddApiDocument(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, ApiJson.Default);
            json.SerializerOptions.PropertyNamingPolicy = ApiJson.Default.Options.PropertyNamingPolicy;
            json.SerializerOptions.DefaultIgnoreCondition = ApiJson.Default.Options.DefaultIgnoreCondition;
        });
        services.AddOpenApi(document =>
        {
            document.ShouldInclude = endpoint => ProgramPaths.Contains($"/{endpoint.RelativePath}")
                && endpoint.RelativePath?.EndsWith("live", StringComparison.Ordinal) is not true;
            document.AddDocumentTransformer((description, _, _) =>
            {
                Describe(description);
                return Task.CompletedTask;
            });
        });
    }

    /// <summary>Adds <c>/openapi.json</c>.</summary>
    public static void MapApiDocument(this IEndpointRouteBuilder routes) => routes.MapOpenApi("/openapi.json").AllowAnonymous();

    private static void Describe(OpenApiDocument document)
    {
        document.Info = new OpenApiInfo
        {
            Title = "EdgeMonitor dashboard",
            Version = "1",
            Description = "Read-only. Figures describe a room as a whole, are rounded, and are absent for a group that is too small. "
                + "Make a token with: edgemonitor-dashboard account token NAME",
        };

        // Where it is reached is the reader's business.
        document.Servers = [];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal)
        {
            [Token] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer" },
        };
        document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Token, document)] = [] }];
    }
}
