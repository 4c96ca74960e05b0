using Microsoft.AspNetCore.Http.Features;

namespace Ecommerce.Gateway.Limits;

/// <summary>
/// Bounds bodies, whoever reads them: the server's own least rate is an average of the whole, which lets the last byte of a large one come
/// an hour late. A message of gRPC comes from a client with an SVID, has bounds of its own, and a stream of them may last.
/// </summary>
internal sealed class BodyGate(RequestDelegate next, BodyLimits limits, TimeProvider time)
{
    /// <summary>Within which a body comes.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    public async Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        var isGrpc = Callers.IsClient(context) && request.ContentType?.StartsWith("application/grpc", StringComparison.Ordinal) == true;
        if (isGrpc || context.Features.Get<IHttpRequestBodyDetectionFeature>() is not { CanHaveBody: true })
        {
            await next(context);
            return;
        }

        var whole = request.Body;
        using var body = new BoundedBody(whole, Callers.CounterOf(context), limits, Limit, time);
        request.Body = body;
        try
        {
            await next(context);
        }
        finally
        {
            request.Body = whole;
        }
    }
}
