using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults.Errors;
using Microsoft.Net.Http.Headers;

namespace Ecommerce.Gateway.Rest;

/// <summary>The media types that a client accepts and sends, by its headers.</summary>
internal static class RestAccept
{
    public const string Json = "application/json";
    public const string EventStream = "text/event-stream";

    /// <summary>A JWK set's own (RFC 7517, 8.5.2).</summary>
    public const string KeySet = "application/jwk-set+json";

    /// <summary>
    /// Refuses a client that does not accept the resource's media type. The most specific range counts (RFC 9110 12.5.1).
    /// </summary>
    /// <exception cref="ProblemException"><c>not_acceptable</c>, or <c>invalid_request</c> for a malformed header.</exception>
    public static void RequireAccepted(HttpRequest request, string mediaType)
    {
        if (!IsAccepted(request, mediaType))
        {
            throw new ProblemException(ErrorCodes.NotAcceptable, $"The answer is {mediaType}, which the request does not accept.");
        }
    }

    /// <summary>Whether a client accepts a media type.</summary>
    /// <exception cref="ProblemException"><c>invalid_request</c> for a malformed header.</exception>
    public static bool IsAccepted(HttpRequest request, string mediaType)
    {
        var header = request.Headers.Accept;
        if (header.All(string.IsNullOrWhiteSpace))
        {
            return true;
        }

        if (!MediaTypeHeaderValue.TryParseList(header, out var ranges))
        {
            throw ProblemException.Invalid([new("Accept", "is not a list of media types")]);
        }

        var answer = MediaTypeHeaderValue.Parse(mediaType);
        answer.Charset = "utf-8";
        return ranges.Where(answer.IsSubsetOf).MaxBy(Precision) is { } range && range.Quality != 0;
    }

    /// <summary>Refuses a body whose Content-Type is not JSON. A request without the header may not have a body.</summary>
    /// <exception cref="ProblemException"><c>unsupported_media_type</c>.</exception>
    public static void RequireJson(HttpContext context)
    {
        if (context.Request.Headers.ContentEncoding.Any(
            coding => coding is { Length: > 0 } && !coding.Equals("identity", StringComparison.OrdinalIgnoreCase)))
        {
            context.Response.Headers.AcceptEncoding = "identity"; // RFC 9110 15.5.16
            throw new ProblemException(ErrorCodes.UnsupportedMediaType, "The body must not be compressed.");
        }

        if (context.Request.ContentType is { } type && !IsJson(type))
        {
            throw NoJson();
        }
    }

    /// <summary>The problem of a body without a JSON Content-Type.</summary>
    public static ProblemException NoJson() => new(ErrorCodes.UnsupportedMediaType, $"The body must be {Json} in UTF-8.");

    private static bool IsJson(string contentType) => MediaTypeHeaderValue.TryParse(contentType, out var type)
        && type.MediaType.Equals(Json, StringComparison.OrdinalIgnoreCase)
        && (!type.Charset.HasValue || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)
            || type.Charset.Equals("\"utf-8\"", StringComparison.OrdinalIgnoreCase));

    private static int Precision(MediaTypeHeaderValue range) =>
        range.MatchesAllTypes ? 0 : range.MatchesAllSubTypes ? 1 : 2 + range.Parameters.Count;
}
