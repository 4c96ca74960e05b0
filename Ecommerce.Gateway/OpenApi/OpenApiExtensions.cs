using Ecommerce.Gateway.Rest;
using Ecommerce.ServiceDefaults.Transport;

namespace Ecommerce.Gateway.OpenApi;

/// <summary>Serves the document, and a page that shows it and needs no other host.</summary>
internal static class OpenApiExtensions
{
    private const string PageSecurity =
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; "
        + "frame-ancestors 'none'";

    private static readonly (string Path, string File, string MediaType)[] Page =
    [
        ("/docs", "index.html", "text/html"),
        ("/docs/page.js", "page.js", "text/javascript"),
        ("/docs/page.css", "page.css", "text/css"),
    ];

    public static void MapOpenApi(this WebApplication app)
    {
        Map(app, "/openapi/v1.json", RestAccept.Json, () => OpenApiDocument.Bytes);
        foreach (var (path, file, mediaType) in Page)
        {
            var bytes = Read(file);
            Map(app, path, mediaType, () => bytes);
        }
    }

    private static void Map(WebApplication app, string path, string mediaType, Func<byte[]> read)
    {
        var resource = new RestResource(new RestMethod("GET", mediaType, (_, context) =>
        {
            context.Response.Headers.ContentSecurityPolicy = PageSecurity;
            return RestReplies.BytesAsync(context, StatusCodes.Status200OK, $"{mediaType}; charset=utf-8", read());
        }));
        app.Map(path, resource.AnswerAsync).WithMetadata(new ListenerMetadata(Listeners.MutualTls | Listeners.Public));
    }

    private static byte[] Read(string file)
    {
        using var resource = typeof(OpenApiExtensions).Assembly.GetManifestResourceStream($"Ecommerce.Gateway.OpenApi.Page.{file}")!;
        var bytes = new byte[resource.Length];
        resource.ReadExactly(bytes);
        return bytes;
    }
}
