using System.Globalization;
using System.Text.Json;
using Ecommerce.Contracts;
using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Spiffe.Tls;

namespace Ecommerce.ServiceDefaults.Audit;

/// <summary>
/// Names a refusal before a decision by its answer: an error code, or the status's own name.
/// </summary>
internal static class RequestRefusal
{
    /// <summary>Why the request was refused; null if it was not.</summary>
    public static string? Of(HttpContext context) => context.Response.StatusCode switch
    {
        < 400 => OfGrpc(context),
        400 => ErrorCodes.InvalidRequest,
        401 => ErrorCodes.Unauthenticated,
        403 => ErrorCodes.Forbidden,
        404 => ErrorCodes.NotFound,
        405 => ErrorCodes.MethodNotAllowed,
        406 => ErrorCodes.NotAcceptable,
        408 => ErrorCodes.RequestTimeout,
        415 => ErrorCodes.UnsupportedMediaType,
        429 => ErrorCodes.RateLimited,
        503 => ErrorCodes.Unavailable,
        var status => string.Create(CultureInfo.InvariantCulture, $"http_{status}"),
    };

    /// <summary>Why a peer was refused.</summary>
    public static string Of(PeerRefusal refusal) => Name(refusal);

    // gRPC over HTTP/2, Responses: in the trailers, or in the headers of a Trailers-Only response.
    private static string? OfGrpc(HttpContext context)
    {
        var value = context.Response.Headers["grpc-status"] is [{ } alone] ? alone
            : context.Features.Get<IHttpResponseTrailersFeature>()?.Trailers["grpc-status"] is [{ } trailing] ? trailing
            : null;
        return int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var status) && status != (int)StatusCode.OK
            ? Name((StatusCode)status)
            : null;
    }

    private static string Name<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}
