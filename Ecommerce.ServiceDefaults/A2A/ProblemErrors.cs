using A2A.Errors;
using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults.Errors;

namespace Ecommerce.ServiceDefaults.A2A;

/// <summary>Problems as the protocol's errors; the code is in the error's metadata.</summary>
internal static class ProblemErrors
{
    /// <summary>The error of a request that begins no task.</summary>
    public static A2AException ToA2A(this ProblemException problem) => new(
        problem.Code switch
        {
            ErrorCodes.InvalidRequest => A2AError.InvalidParams,
            ErrorCodes.Unauthenticated => A2AError.Unauthenticated,
            ErrorCodes.Forbidden => A2AError.PermissionDenied,
            ErrorCodes.NotFound => A2AError.TaskNotFound,
            ErrorCodes.Conflict => A2AError.UnsupportedOperation,
            ErrorCodes.NotCancelable => A2AError.TaskNotCancelable,
            ErrorCodes.RateLimited => A2AError.ResourceExhausted,
            ErrorCodes.Unavailable or ErrorCodes.StreamRenew => A2AError.Unavailable,
            ErrorCodes.DeadlineExceeded => A2AError.DeadlineExceeded,
            _ => A2AError.Internal,
        },
        problem.Message, problem)
    {
        Violations = [.. problem.Violations.Select(violation => new FieldViolation(violation.Field, violation.Description))],
        Metadata = new Dictionary<string, string> { ["code"] = problem.Code },
    };
}
