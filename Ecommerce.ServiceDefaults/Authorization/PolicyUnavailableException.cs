namespace Ecommerce.ServiceDefaults.Authorization;

/// <summary>Why a decision has no answer, as the metric names it.</summary>
internal enum PolicyFailure
{
    /// <summary>The OPA server cannot be reached, or not in time.</summary>
    Unreachable,

    /// <summary>The evaluation exceeded its budget of steps or memory.</summary>
    Budget,

    /// <summary>A rule or the engine failed.</summary>
    Fault,
}

/// <summary>There is no decision, so the call is not made; it may be retried.</summary>
/// <param name="failure">The kind of failure.</param>
/// <param name="message">The reason for operators, with the rule and its location if there is one.</param>
/// <param name="inner">The cause.</param>
internal sealed class PolicyUnavailableException(PolicyFailure failure, string message, Exception inner) : Exception(message, inner)
{
    public PolicyFailure Failure { get; } = failure;
}
