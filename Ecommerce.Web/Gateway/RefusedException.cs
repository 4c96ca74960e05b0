using Ecommerce.Contracts;

namespace Ecommerce.Web.Gateway;

/// <summary>The gateway refused, or could not be asked.</summary>
/// <param name="code">One of <see cref="ErrorCodes"/>.</param>
/// <param name="problem">What it said; null if it said nothing.</param>
/// <param name="inner">Why it could not be asked.</param>
public sealed class RefusedException(string code, Problem? problem = null, Exception? inner = null)
    : Exception($"{code}: {problem?.Detail ?? inner?.Message}", inner)
{
    /// <summary>The stable code.</summary>
    public string Code { get; } = code;

    /// <summary>The trace by which the shop's people find it; empty if there is none.</summary>
    public string TraceId { get; } = problem?.TraceId ?? "";

    /// <summary>The fields that it is about.</summary>
    public IReadOnlyList<FieldError> Errors { get; } = problem?.Errors ?? [];

    /// <summary>Whether it is unknown if the work was done, so that the same request under the same key is the way on.</summary>
    public bool IsOutcomeUnknown => ErrorCodes.IsOutcomeUnknown(Code);
}
