using Google.Protobuf;
using Google.Protobuf.Collections;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using RpcStatus = Google.Rpc.Status;

namespace A2A.Errors;

/// <summary>Errors in gRPC: a status with details in its trailer (A2A 10.6).</summary>
internal static class ErrorStatus
{
    internal const string Domain = "a2a-protocol.org";
    private const string Trailer = "grpc-status-details-bin";

    public static RpcException ToRpcException(A2AException exception)
    {
        var error = exception.Error;
        var info = new ErrorInfo { Reason = error.Reason, Domain = Domain };
        info.Metadata.Add(exception.Metadata.ToDictionary());
        var status = new RpcStatus { Code = (int)error.GrpcStatus, Message = exception.Message, Details = { Any.Pack(info) } };
        if (exception.Violations.Count > 0)
        {
            var fields = exception.Violations.Select(
                violation => new BadRequest.Types.FieldViolation { Field = violation.Field, Description = violation.Description });
            status.Details.Add(Any.Pack(new BadRequest { FieldViolations = { fields } }));
        }

        return new(new(error.GrpcStatus, exception.Message), new Metadata { { Trailer, status.ToByteArray() } });
    }

    /// <summary>Whether an error is one of the protocol's.</summary>
    public static bool IsTold(RpcException exception) =>
        Details(exception).Any(detail => detail.TryUnpack(out ErrorInfo info) && info.Domain == Domain);

    public static A2AException FromRpcException(RpcException exception)
    {
        ErrorInfo? info = null;
        List<FieldViolation> violations = [];
        foreach (var detail in Details(exception))
        {
            if (detail.TryUnpack(out ErrorInfo found) && found.Domain == Domain)
            {
                info = found;
            }
            else if (detail.TryUnpack(out BadRequest request))
            {
                violations.AddRange(request.FieldViolations.Select(field => new FieldViolation(field.Field, field.Description)));
            }
        }

        var error = A2AError.OfReason(info?.Reason) ?? A2AError.OfGrpcStatus(exception.StatusCode);
        return new(error, exception.Status.Detail, exception)
        {
            Violations = violations,
            Metadata = info?.Metadata.ToDictionary() ?? [],
        };
    }

    private static RepeatedField<Any> Details(RpcException exception)
    {
        try
        {
            return RpcStatus.Parser.ParseFrom(exception.Trailers.GetValueBytes(Trailer) ?? []).Details;
        }
        catch (InvalidProtocolBufferException)
        {
            return [];
        }
    }
}
