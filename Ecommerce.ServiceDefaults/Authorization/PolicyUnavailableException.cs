namespace Ecommerce.ServiceDefaults.Authorization;

/// <summary>Why a decision has no answer, as the metric names it.</summary>
internal enum PolicyFailure
{
    /// <summary>An engine that is elsewhere cannot be reached, or not in time.</summary>
    Unreachable,

    /// <summary>It took more steps or memory than a decision may.</summary>
    Budget,

    /// <summary>A rule or the engine failed.</summary>
    Fault,
}

/// <summary>A decision that has no answer: neither yes nor no, so the call is not made, and may be tried again.</summary>
/// <param name="failure">Why, in one word.</param>
/// <param name="message">Why, for operators: names the rule and its place where there is one.</param>
/// <param name="inner">What failed.</param>
internal sealed class PolicyUnavailableException(PolicyFailure failure, string message, Exception inner) : Exception(message, inner)
{
    public PolicyFailure Failure { get; } = failure;
}
