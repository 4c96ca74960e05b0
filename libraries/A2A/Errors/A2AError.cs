using System.Text.Json;
using Grpc.Core;

namespace A2A.Errors;

/// <summary>A kind of error, as the three bindings say it (A2A 5.4, 9.5).</summary>
/// <param name="Code">Code in JSON-RPC.</param>
/// <param name="Reason">Name in <c>google.rpc.ErrorInfo</c>, in each binding.</param>
/// <param name="GrpcStatus">Status in gRPC; its name is the status in HTTP+JSON.</param>
/// <param name="HttpStatus">Status in HTTP+JSON.</param>
/// <param name="Message">What it says if nothing better is known.</param>
public sealed record A2AError(int Code, string Reason, StatusCode GrpcStatus, int HttpStatus, string Message)
{
    /// <summary>The task is not there, or not this caller's.</summary>
    public static A2AError TaskNotFound { get; } =
        new(-32001, "TASK_NOT_FOUND", StatusCode.NotFound, 404, "There is no such task.");

    /// <summary>The task has ended.</summary>
    public static A2AError TaskNotCancelable { get; } =
        new(-32002, "TASK_NOT_CANCELABLE", StatusCode.FailedPrecondition, 400, "The task cannot be cancelled any more.");

    /// <summary>The agent sends no push notifications.</summary>
    public static A2AError PushNotificationNotSupported { get; } =
        new(-32003, "PUSH_NOTIFICATION_NOT_SUPPORTED", StatusCode.FailedPrecondition, 400, "The agent sends no push notifications.");

    /// <summary>The agent does not do this.</summary>
    public static A2AError UnsupportedOperation { get; } =
        new(-32004, "UNSUPPORTED_OPERATION", StatusCode.FailedPrecondition, 400, "The agent does not support this operation.");

    /// <summary>A part's media type is not one that the agent takes.</summary>
    public static A2AError ContentTypeNotSupported { get; } =
        new(-32005, "CONTENT_TYPE_NOT_SUPPORTED", StatusCode.InvalidArgument, 400, "The agent does not take this content type.");

    /// <summary>The agent answered what the protocol does not allow.</summary>
    public static A2AError InvalidAgentResponse { get; } =
        new(-32006, "INVALID_AGENT_RESPONSE", StatusCode.Internal, 500, "The agent's answer does not follow the protocol.");

    /// <summary>The agent has no extended card, though its card promises one.</summary>
    public static A2AError ExtendedAgentCardNotConfigured { get; } = new(
        -32007, "EXTENDED_AGENT_CARD_NOT_CONFIGURED", StatusCode.FailedPrecondition, 400, "The agent has no extended card.");

    /// <summary>An extension that the agent requires is not among those of the request.</summary>
    public static A2AError ExtensionSupportRequired { get; } =
        new(-32008, "EXTENSION_SUPPORT_REQUIRED", StatusCode.FailedPrecondition, 400, "The agent requires an extension.");

    /// <summary>The request's version is not spoken here.</summary>
    public static A2AError VersionNotSupported { get; } =
        new(-32009, "VERSION_NOT_SUPPORTED", StatusCode.FailedPrecondition, 400, "The agent does not speak this version of A2A.");

    /// <summary>The body is not JSON.</summary>
    public static A2AError ParseError { get; } =
        new(-32700, "PARSE_ERROR", StatusCode.InvalidArgument, 400, "The body is not valid JSON.");

    /// <summary>The JSON is no request.</summary>
    public static A2AError InvalidRequest { get; } =
        new(-32600, "INVALID_REQUEST", StatusCode.InvalidArgument, 400, "The body is no request.");

    /// <summary>There is no operation of that name.</summary>
    public static A2AError MethodNotFound { get; } =
        new(-32601, "METHOD_NOT_FOUND", StatusCode.Unimplemented, 404, "There is no such method.");

    /// <summary>A field of the request is missing or wrong.</summary>
    public static A2AError InvalidParams { get; } =
        new(-32602, "INVALID_PARAMS", StatusCode.InvalidArgument, 400, "The parameters are not valid.");

    /// <summary>A fault of the agent.</summary>
    public static A2AError Internal { get; } =
        new(-32603, "INTERNAL_ERROR", StatusCode.Internal, 500, "The agent failed.");

    // JSON-RPC leaves codes outside of -32768 to -32000 to applications.

    /// <summary>The caller has not proved who it is.</summary>
    public static A2AError Unauthenticated { get; } =
        new(-31401, "UNAUTHENTICATED", StatusCode.Unauthenticated, 401, "Authentication is needed.");

    /// <summary>The caller may not do this.</summary>
    public static A2AError PermissionDenied { get; } =
        new(-31403, "PERMISSION_DENIED", StatusCode.PermissionDenied, 403, "This is not allowed.");

    /// <summary>The request is larger than the agent takes.</summary>
    public static A2AError TooLarge { get; } =
        new(-31413, "TOO_LARGE", StatusCode.OutOfRange, 413, "The request is too large.");

    /// <summary>The caller, or all callers together, ask too much.</summary>
    public static A2AError ResourceExhausted { get; } =
        new(-31429, "RESOURCE_EXHAUSTED", StatusCode.ResourceExhausted, 429, "There are too many requests at once.");

    /// <summary>The agent cannot answer at the moment.</summary>
    public static A2AError Unavailable { get; } =
        new(-31503, "UNAVAILABLE", StatusCode.Unavailable, 503, "The agent cannot be reached.");

    /// <summary>The time for the answer is over.</summary>
    public static A2AError DeadlineExceeded { get; } =
        new(-31504, "DEADLINE_EXCEEDED", StatusCode.DeadlineExceeded, 504, "The agent did not answer in time.");

    /// <summary>Every kind.</summary>
    public static IReadOnlyList<A2AError> All { get; } =
    [
        TaskNotFound, TaskNotCancelable, PushNotificationNotSupported, UnsupportedOperation, ContentTypeNotSupported, InvalidAgentResponse,
        ExtendedAgentCardNotConfigured, ExtensionSupportRequired, VersionNotSupported,
        ParseError, InvalidRequest, MethodNotFound, InvalidParams, Internal,
        Unauthenticated, PermissionDenied, TooLarge, ResourceExhausted, Unavailable, DeadlineExceeded,
    ];

    /// <summary>Name of the gRPC status, such as <c>NOT_FOUND</c>.</summary>
    internal string StatusName { get; } = JsonNamingPolicy.SnakeCaseUpper.ConvertName(GrpcStatus.ToString());

    internal static A2AError? OfReason(string? reason) => All.FirstOrDefault(error => error.Reason == reason);

    internal static A2AError? OfCode(int code) => All.FirstOrDefault(error => error.Code == code);

    // What did not come from an agent, but from what is before it.
    internal static A2AError OfHttpStatus(int status) => status switch
    {
        404 or 405 => MethodNotFound,
        408 => DeadlineExceeded,
        502 => Unavailable,
        _ => All.FirstOrDefault(error => error.HttpStatus == status && error.Code >= -32000)
            ?? (status < 500 ? InvalidRequest : Internal),
    };

    internal static A2AError OfGrpcStatus(StatusCode status) => status switch
    {
        StatusCode.Unimplemented => MethodNotFound,
        StatusCode.InvalidArgument => InvalidParams,
        StatusCode.NotFound => TaskNotFound,
        StatusCode.FailedPrecondition => UnsupportedOperation,
        _ => All.FirstOrDefault(error => error.GrpcStatus == status && error.Code >= -32000) ?? Internal,
    };
}
