using Ecommerce.Contracts;
using Ecommerce.Contracts.Validation;
using Ecommerce.ServiceDefaults.Errors;

namespace Ecommerce.ServiceDefaults.Agents;

/// <summary>A gRPC request as it came: a message, or what is wrong with it.</summary>
internal sealed class ReceivedRequest<T>
    where T : class
{
    private readonly T? _message;
    private readonly ProblemException? _problem;
    private readonly bool _isUnreadable;

    public ReceivedRequest(T message) => _message = message;

    private ReceivedRequest(ProblemException problem, bool isUnreadable) => (_problem, _isUnreadable) = (problem, isUnreadable);

    /// <summary>One whose field breaks a rule: that is for those to know who may see the capability.</summary>
    public static ReceivedRequest<T> Of(FieldViolation violation) => new(ProblemException.Invalid([violation]), isUnreadable: false);

    /// <summary>One that breaks a bound which needs no schema, or is none at all.</summary>
    public static ReceivedRequest<T> Unreadable(string reason) =>
        new(new ProblemException(ErrorCodes.InvalidRequest, $"The request {reason}."), isUnreadable: true);

    /// <summary>Itself, once it is known to keep within the bounds that need no schema.</summary>
    /// <exception cref="ProblemException"><c>invalid_request</c>, naming no field.</exception>
    public ReceivedRequest<T> Bounded() => _isUnreadable ? throw _problem! : this;

    /// <summary>The message.</summary>
    /// <exception cref="ProblemException"><c>invalid_request</c>.</exception>
    public T Read() => _message ?? throw _problem!;
}
