using System.Text;
using System.Text.Json.Nodes;
using Ecommerce.Gateway.Rest;
using Ecommerce.ServiceDefaults.Configuration;

namespace Ecommerce.Gateway.Mcp;

/// <summary>
/// What <c>/mcp</c> wants of its callers (RFC 9728). It names no authorization server, as none with metadata of RFC 8414 is there: users
/// sign in by REST, and send their token as this says.
/// </summary>
internal static class ResourceMetadata
{
    /// <summary>The path below which the metadata of a path stands (RFC 9728, 3.1).</summary>
    public const string Root = "/.well-known/oauth-protected-resource";

    /// <summary>Answers with the metadata.</summary>
    public static Task AnswerAsync(HttpContext context)
    {
        var site = SiteOf(context);
        var metadata = new JsonObject
        {
            ["resource"] = site + McpExtensions.Path,
            ["resource_name"] = "Ecommerce",
            ["resource_documentation"] = $"{site}/docs",
            ["bearer_methods_supported"] = new JsonArray("header"),
        };
        return RestReplies.BytesAsync(
            context, StatusCodes.Status200OK, RestAccept.Json, Encoding.UTF8.GetBytes(metadata.ToJsonString()));
    }

    /// <summary>Tells who is answered 401 where the metadata is (RFC 9728, 5.1).</summary>
    public static Task TellAsync(object state)
    {
        var context = (HttpContext)state;
        if (context.Response is { StatusCode: StatusCodes.Status401Unauthorized, Headers: var headers })
        {
            var challenge = headers.WWWAuthenticate.ToString();
            headers.WWWAuthenticate =
                $"{challenge}{(challenge.Contains(' ', StringComparison.Ordinal) ? "," : "")} resource_metadata=\"{SiteOf(context)}"
                + $"{Root}{McpExtensions.Path}\"";
        }

        return Task.CompletedTask;
    }

    // As it is configured for those outside, if it is: a proxy may hand on another name than they use, and they compare (RFC 9728, 3.3).
    private static string SiteOf(HttpContext context)
    {
        var (request, site) = (context.Request, context.RequestServices.GetRequiredService<AgentSettings>().Public);
        return site.Url is { } url && context.Connection.LocalPort == site.Port
            ? url.GetLeftPart(UriPartial.Authority) : $"{request.Scheme}://{request.Host}";
    }
}
