using Grpc.Core;

namespace A2A.Errors;

/// <summary>An error that the caller receives. Handlers throw it; clients rethrow it at the caller.</summary>
/// <param name="error">Its kind.</param>
/// <param name="message">A sentence for people; it reaches the caller, so it holds no secret. The kind's own if null.</param>
/// <param name="inner">What caused it; never shown to a caller.</param>
public sealed class A2AException(A2AError error, string? message = null, Exception? inner = null)
    : Exception(message ?? error.Message, inner)
{
    /// <summary>Its kind.</summary>
    public A2AError Error { get; } = error;

    /// <summary>Which fields are wrong; <c>google.rpc.BadRequest</c> on the wire.</summary>
    public IReadOnlyList<FieldViolation> Violations { get; init; } = [];

    /// <summary>More about it, for programs; in <c>google.rpc.ErrorInfo</c> on the wire.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    /// <summary>The error that an agent has answered by gRPC; null if it is none of the protocol's.</summary>
    public static A2AException? Of(RpcException? exception) =>
        exception is null || !ErrorStatus.IsTold(exception) ? null : ErrorStatus.FromRpcException(exception);

    internal static A2AException Invalid(string field, string description) => Invalid([new(field, description)]);

    internal static A2AException Invalid(IReadOnlyList<FieldViolation> violations) =>
        new(A2AError.InvalidParams, $"{violations[0].Field}: {violations[0].Description}") { Violations = violations };
}
