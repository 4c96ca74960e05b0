using Ecommerce.Contracts;
using Ecommerce.Contracts.Validation;
using Ecommerce.ServiceDefaults.Errors;

namespace Ecommerce.ServiceDefaults.Agents;

/// <summary>A gRPC request as received: a message, or what is wrong with it.</summary>
internal sealed class ReceivedRequest<T>
    where T : class
{
    private readonly T? _message;
    private readonly ProblemException? _problem;
    private readonly bool _isUnreadable;

    public ReceivedRequest(T message) => _message = message;

    private ReceivedRequest(ProblemException problem, bool isUnreadable) => (_problem, _isUnreadable) = (problem, isUnreadable);

    /// <summary>A request with an invalid field: only callers that may see the capability learn of it.</summary>
    public static ReceivedRequest<T> Of(FieldViolation violation) => new(ProblemException.Invalid([violation]), isUnreadable: false);

    /// <summary>A request that breaks a bound which needs no schema, or is not a protobuf message.</summary>
    public static ReceivedRequest<T> Unreadable(string reason) =>
        new(new ProblemException(ErrorCodes.InvalidRequest, $"The request {reason}."), isUnreadable: true);

    /// <summary>This request, if it keeps the bounds that need no schema.</summary>
    /// <exception cref="ProblemException"><c>invalid_request</c>, naming no field.</exception>
    public ReceivedRequest<T> Bounded() => _isUnreadable ? throw _problem! : this;

    /// <summary>The message.</summary>
    /// <exception cref="ProblemException"><c>invalid_request</c>.</exception>
    public T Read() => _message ?? throw _problem!;
}
