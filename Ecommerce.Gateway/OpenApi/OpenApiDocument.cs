using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ecommerce.Gateway.Rest;

namespace Ecommerce.Gateway.OpenApi;

/// <summary>The REST surface as OpenAPI 3.1, from <see cref="RestRoutes"/> and the descriptors behind them.</summary>
internal static class OpenApiDocument
{
    private static readonly JsonSerializerOptions Readable =
        new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly Lazy<byte[]> Utf8 = new(() => JsonSerializer.SerializeToUtf8Bytes(Create(), Readable));

    private static readonly (string Name, string Description)[] Tags =
    [
        ("users", "Who signed up, and what the shop holds of them"),
        ("sessions", "Signing in and out, and the keys of tokens"),
        ("products", "The catalogue"),
        ("orders", "Orders and their events"),
        ("payments", "Payments, refunds and what providers report"),
        ("tasks", "Any capability by its name"),
        ("health", "The health of the shop"),
    ];

    /// <summary>The document in UTF-8.</summary>
    public static byte[] Bytes => Utf8.Value;

    private static JsonObject Create()
    {
        var components = new OpenApiComponents();
        var operations = new OpenApiOperations(components);
        var paths = new JsonObject();
        foreach (var route in RestRoutes.All)
        {
            Add(paths, RestRoutes.Root + route.Path, route.Verb, operations.Of(route));
        }

        Add(paths, RestRoutes.SigningKeys.Path, RestRoutes.SigningKeys.Verb, operations.Of(RestRoutes.SigningKeys));
        Add(paths, RestRoutes.Root + RestRoutes.Tasks, "POST", operations.Tasks());
        Add(paths, RestRoutes.Root + RestRoutes.Health, "GET", operations.Health());
        return new()
        {
            ["openapi"] = "3.1.1",
            ["info"] = new JsonObject
            {
                ["title"] = "Ecommerce",
                ["version"] = typeof(OpenApiDocument).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!
                    .InformationalVersion.Split('+')[0],
                ["description"] = "A shop of agents, by REST. Every refusal is a problem of RFC 9457 with a stable code.",
                ["license"] = new JsonObject { ["name"] = "MIT", ["identifier"] = "MIT" },
            },
            ["servers"] = new JsonArray(new JsonObject { ["url"] = "/" }),
            ["tags"] = new JsonArray(
                [.. Tags.Select(tag => new JsonObject { ["name"] = tag.Name, ["description"] = tag.Description })]),
            ["paths"] = paths,
            ["components"] = components.ToJson(),
        };
    }

    private static void Add(JsonObject paths, string path, string verb, JsonObject operation)
    {
        paths[path] ??= new JsonObject();
        paths[path]![verb.ToLowerInvariant()] = operation;
    }
}
