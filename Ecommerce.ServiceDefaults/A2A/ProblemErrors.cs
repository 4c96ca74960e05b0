using A2A.Errors;
using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults.Errors;
using Grpc.Core;

namespace Ecommerce.ServiceDefaults.A2A;

/// <summary>Problems as the protocol's errors; the code is in the error's metadata.</summary>
public static class ProblemErrors
{
    /// <summary>Does something, and tells a problem, or an outage of the database, as the protocol's error.</summary>
    /// <exception cref="A2AException">It is refused or fails.</exception>
    public static async Task<T> ToldAsync<T>(Func<Task<T>> act)
    {
        try
        {
            return await act();
        }
        catch (ProblemException exception)
        {
            throw exception.ToA2A();
        }
        catch (Exception exception) when (DatabaseProblems.IsOutage(exception))
        {
            throw ProblemException.Unavailable("The database cannot be reached.", exception).ToA2A();
        }
    }

    /// <summary>The error of a request that begins no task; what an agent of the protocol has answered stays as it is.</summary>
    public static A2AException ToA2A(this ProblemException problem) => A2AException.Of(problem.InnerException as RpcException) ?? new(
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
