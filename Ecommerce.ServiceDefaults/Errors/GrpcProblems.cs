using System.Net.Sockets;
using System.Security.Authentication;
using Ecommerce.Contracts;
using Ecommerce.Contracts.Validation;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Spiffe.Tls;

namespace Ecommerce.ServiceDefaults.Errors;

/// <summary>Problems as gRPC errors and back: <c>google.rpc.Status</c> in <c>grpc-status-details-bin</c> (AIP-193).</summary>
internal static class GrpcProblems
{
    private const string Domain = "ecommerce";
    private const string DetailsTrailer = "grpc-status-details-bin";

    public static RpcException ToRpcException(this ProblemException problem)
    {
        var code = ErrorCodes.GrpcStatus(problem.Code);
        var status = new Google.Rpc.Status { Code = (int)code, Message = problem.Message };
        status.Details.Add(Any.Pack(new ErrorInfo { Reason = problem.Code.ToUpperInvariant(), Domain = Domain }));
        if (problem.Violations.Count > 0)
        {
            var fields =
                problem.Violations.Select(v => new BadRequest.Types.FieldViolation { Field = v.Field, Description = v.Description });
            status.Details.Add(Any.Pack(new BadRequest { FieldViolations = { fields } }));
        }

        if (problem.RetryAfter is { } delay)
        {
            status.Details.Add(Any.Pack(new RetryInfo { RetryDelay = Duration.FromTimeSpan(delay) }));
        }

        return new RpcException(new(code, problem.Message), new Metadata { { DetailsTrailer, status.ToByteArray() } });
    }

    public static ProblemException ToProblem(this RpcException exception)
    {
        var status = Details(exception);
        string? code = null;
        TimeSpan? retryAfter = null;
        List<FieldViolation> violations = [];
        foreach (var detail in status?.Details ?? [])
        {
            if (detail.TryUnpack(out ErrorInfo info) && info.Domain == Domain)
            {
                code = info.Reason.ToLowerInvariant();
            }
            else if (detail.TryUnpack(out BadRequest bad))
            {
                violations.AddRange(bad.FieldViolations.Select(v => new FieldViolation(v.Field, v.Description)));
            }
            else if (detail.TryUnpack(out RetryInfo retry))
            {
                retryAfter = retry.RetryDelay.ToTimeSpan();
            }
        }

        if (code is null && exception.Status.DebugException is { } cause)
        {
            return FromTransport(exception, cause);
        }

        var isFromPeer = code is not null;
        code ??= CodeOf(exception.StatusCode);
        retryAfter ??= code == ErrorCodes.Unavailable ? TimeSpan.FromSeconds(1) : null;
        return new(
            code, status?.Message ?? MessageOf(code, exception), violations is [var first, ..] ? first.Field : null, retryAfter, exception)
        {
            Violations = violations,
            IsFromPeer = isFromPeer,
        };
    }

    // gRPC for .NET reports Internal for a failed handshake and for a request that it could not build alike. The transport's details
    // about addresses and certificates are for logs, not for callers.
    private static ProblemException FromTransport(RpcException exception, Exception cause)
    {
        if (IsConnectionFailure(cause))
        {
            return ProblemException.Unreachable(exception);
        }

        return cause is SpiffeIdentityException
            ? new(ErrorCodes.Unavailable, "This agent has no valid identity at the moment.", retryAfter: TimeSpan.FromSeconds(1),
                inner: exception)
            {
                IsOwn = true,
            }
            : new(CodeOf(exception.StatusCode), "The call could not be made.", inner: exception) { IsOwn = true };
    }

    /// <summary>Whether the connection to the right peer could not be opened, or broke.</summary>
    public static bool IsConnectionFailure(Exception exception)
    {
        for (var e = exception; e is not null; e = e.InnerException)
        {
            switch (e)
            {
                case SpiffeIdentityException:
                    return false;
                case IOException or SocketException or AuthenticationException or TimeoutException:
                case HttpRequestException
                {
                    HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
                    or HttpRequestError.SecureConnectionError or HttpRequestError.VersionNegotiationError
                    or HttpRequestError.HttpProtocolError or HttpRequestError.InvalidResponse or HttpRequestError.ResponseEnded
                }:
                    return true;
            }
        }

        return false;
    }

    // A status without one of our codes: from the transport, or from a foreign implementation.
    private static string CodeOf(StatusCode status) => status switch
    {
        StatusCode.InvalidArgument or StatusCode.OutOfRange => ErrorCodes.InvalidRequest,
        StatusCode.Unauthenticated => ErrorCodes.Unauthenticated,
        StatusCode.PermissionDenied => ErrorCodes.Forbidden,
        StatusCode.NotFound => ErrorCodes.NotFound,
        StatusCode.AlreadyExists or StatusCode.FailedPrecondition => ErrorCodes.Conflict,
        StatusCode.ResourceExhausted => ErrorCodes.RateLimited,
        StatusCode.DeadlineExceeded => ErrorCodes.DeadlineExceeded,
        StatusCode.Unavailable or StatusCode.Cancelled or StatusCode.Aborted => ErrorCodes.Unavailable,
        _ => ErrorCodes.Internal,
    };

    private static string MessageOf(string code, RpcException exception) => exception.StatusCode switch
    {
        StatusCode.Cancelled => "The call was cancelled.",
        _ when code == ErrorCodes.Unavailable => ProblemException.UnreachableMessage,
        StatusCode.DeadlineExceeded => ProblemException.DeadlineMessage,
        _ => exception.Status.Detail,
    };

    private static Google.Rpc.Status? Details(RpcException exception)
    {
        try
        {
            return exception.Trailers.GetValueBytes(DetailsTrailer) is { } bytes ? Google.Rpc.Status.Parser.ParseFrom(bytes) : null;
        }
        catch (InvalidProtocolBufferException)
        {
            return null;
        }
    }
}
