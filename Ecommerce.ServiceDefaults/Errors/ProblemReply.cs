using System.Globalization;
using Ecommerce.Contracts;
using Grpc.Core;
using Microsoft.AspNetCore.Http;

namespace Ecommerce.ServiceDefaults.Errors;

/// <summary>Answers an HTTP request with a problem, where no service has begun to answer it.</summary>
public static class ProblemReply
{
    private const string GrpcMediaType = "application/grpc";
    private static readonly TimeSpan DefaultRetryAfter = TimeSpan.FromSeconds(1);

    /// <summary>Writes the whole response, in gRPC if the request is a gRPC call.</summary>
    public static Task WriteAsync(HttpContext context, ProblemException problem) =>
        IsGrpc(context.Request)
            ? WriteGrpc(context, problem.ToRpcException())
            : WriteJsonAsync(context, problem);

    /// <summary>Whether a request is a gRPC call over HTTP/2.</summary>
    internal static bool IsGrpc(HttpRequest request) => HttpProtocol.IsHttp2(request.Protocol)
        && request.ContentType?.StartsWith(GrpcMediaType, StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>The answer for an unknown path.</summary>
    internal static Task WriteNotFoundAsync(HttpContext context) =>
        WriteJsonAsync(context, new(ErrorCodes.NotFound, "There is no such resource."));

    /// <summary>Writes the whole response as <c>application/problem+json</c>. gRPC clients go by the HTTP status.</summary>
    public static Task WriteJsonAsync(HttpContext context, ProblemException problem)
    {
        var response = context.Response;
        var status = ErrorCodes.HttpStatus(problem.Code);
        if ((problem.RetryAfter ?? (status is 429 or 503 ? DefaultRetryAfter : null)) is { } delay)
        {
            response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(delay.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        }

        if (status == StatusCodes.Status401Unauthorized)
        {
            // RFC 6750 3: a request without a token gets no error.
            response.Headers.WWWAuthenticate =
                problem.IsInvalidToken ? $"Bearer error=\"invalid_token\", error_description=\"{problem.Message}\"" : "Bearer";
        }

        var body = ProblemJson.FormatUtf8(problem);
        response.StatusCode = status;
        response.ContentType = ProblemJson.MediaType;
        response.ContentLength = body.Length;
        response.Headers.CacheControl = "no-store";
        return response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }

    /// <summary>Writes the whole response as gRPC over HTTP/2 has it: Trailers-Only, so the status stands in the headers.</summary>
    internal static Task WriteGrpc(HttpContext context, RpcException exception)
    {
        var response = context.Response;
        response.StatusCode = StatusCodes.Status200OK;
        response.ContentType = GrpcMediaType;
        response.Headers["grpc-status"] = ((int)exception.StatusCode).ToString(CultureInfo.InvariantCulture);
        response.Headers["grpc-message"] = Uri.EscapeDataString(exception.Status.Detail);
        foreach (var entry in exception.Trailers.Where(entry => entry.IsBinary))
        {
            response.Headers[entry.Key] = Convert.ToBase64String(entry.ValueBytes);
        }

        return Task.CompletedTask;
    }
}
