using System.Diagnostics;
using System.Runtime.CompilerServices;
using Ecommerce.ServiceDefaults.Errors;
using Grpc.Core;
using Polly;

namespace Ecommerce.ServiceDefaults.Clients;

/// <summary>
/// A unary call on its way through a peer's pipeline, and what the strategies ask of it. Without the types of its messages, and with
/// <see cref="object"/> for its result: Polly compiles the pipeline once for all methods then, and need not convert outcomes for its
/// retry, which handles objects.
/// </summary>
/// <param name="deadline">When the caller stops waiting.</param>
/// <param name="isRetryable">Whether a repeat is harmless, and this caller's to make.</param>
/// <param name="time">The clock.</param>
internal abstract class AgentCall(DateTimeOffset deadline, bool isRetryable, TimeProvider time)
{
    private static readonly ResiliencePropertyKey<AgentCall> Key = new("ecommerce.agent_call");

    /// <summary>Whether a repeat is harmless, and this caller's to make.</summary>
    public bool IsRetryable => isRetryable;

    /// <summary>What is left of the caller's time.</summary>
    public TimeSpan TimeLeft => deadline - time.GetUtcNow();

    /// <summary>What was left of it when the last attempt began.</summary>
    public TimeSpan TimeGiven { get; protected set; }

    /// <summary>The call that a strategy is asked to make.</summary>
    public static AgentCall Of(ResilienceContext context) => context.Properties.GetValue(Key, null!);

    /// <summary>Makes the call through a pipeline.</summary>
    public ValueTask<Outcome<object>> ExecuteAsync(ResiliencePipeline pipeline, ResilienceContext context)
    {
        context.Properties.Set(Key, this);
        return pipeline.ExecuteOutcomeAsync(static (context, call) => call.AttemptAsync(context.CancellationToken), context, this);
    }

    /// <summary>
    /// Sends the request once, for at most the time that is left. Never throws: Polly wants an outcome
    /// (ResiliencePipeline.ExecuteOutcomeAsync, remarks).
    /// </summary>
    protected abstract ValueTask<Outcome<object>> AttemptAsync(CancellationToken cancellationToken);
}

/// <summary>A call of one method.</summary>
/// <param name="invoker">Sends it.</param>
/// <param name="method">What is called.</param>
/// <param name="host">As gRPC passes it on.</param>
/// <param name="options">The headers of every attempt.</param>
/// <param name="request">What is sent.</param>
/// <param name="deadline">When the caller stops waiting.</param>
/// <param name="isRetryable">Whether a repeat is harmless, and this caller's to make.</param>
/// <param name="time">The clock.</param>
internal sealed class AgentCall<TRequest, TResponse>(
    CallInvoker invoker, Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request,
    DateTimeOffset deadline, bool isRetryable, TimeProvider time) : AgentCall(deadline, isRetryable, time)
    where TRequest : class
    where TResponse : class
{
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    protected override async ValueTask<Outcome<object>> AttemptAsync(CancellationToken cancellationToken)
    {
        TimeGiven = TimeLeft;
        if (TimeGiven < Deadlines.MinTimeout)
        {
            return Outcome.FromException<object>(ProblemException.DeadlineExceeded());
        }

        // Under a current span gRPC creates one of its own, which would repeat it (Grpc.Net.Client, GrpcCall.InitializeCall).
        Activity.Current = null;
        try
        {
            // gRPC tells the callee how much time is left and ends the waiting here, both by the system's clock.
            var attempt = options.WithDeadline((TimeProvider.System.GetUtcNow() + TimeGiven).UtcDateTime)
                .WithCancellationToken(cancellationToken);
            return Outcome.FromResult<object>(await invoker.AsyncUnaryCall(method, host, attempt, request).ResponseAsync);
        }
        catch (RpcException exception)
        {
            return Outcome.FromException<object>(exception.ToProblem());
        }
        catch (OperationCanceledException exception) when (exception.GetBaseException() is TimeoutException)
        {
            // SocketsHttpHandler's ConnectTimeout, which gRPC reports as it does the deadline's end.
            return Outcome.FromException<object>(new RpcException(new(StatusCode.Unavailable, "", exception)).ToProblem());
        }
        catch (Exception exception)
        {
            return Outcome.FromException<object>(exception);
        }
    }
}
