using System.Diagnostics;
using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Capabilities;
using Ecommerce.ServiceDefaults.Decisions;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.ServiceDefaults.Telemetry;
using Ecommerce.ServiceDefaults.Tokens;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.Extensions.Logging;
using Polly;

namespace Ecommerce.ServiceDefaults.Clients;

/// <summary>
/// The one way out: every typed client's call passes here. Authorization, tokens, deadline, the peer's resilience pipeline, telemetry.
/// Calls fail with <see cref="ProblemException"/>.
/// </summary>
internal sealed class AgentCallInvoker(
    AgentPeer peer, GrpcChannel channel, AgentClientOptions options, TimeProvider time, ILogger logger, OutboundAction? action = null)
    : CallInvoker
{
    // A call's headers and trailers stay here.
    private static readonly Task<Metadata> NoHeaders = Task.FromResult(Metadata.Empty);

    private readonly CallInvoker _inner = channel.CreateCallInvoker();

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions callOptions, TRequest request)
    {
        var reply = CallAsync(method, host, callOptions, request);
        return new(reply, NoHeaders, static () => Status.DefaultSuccess, static () => Metadata.Empty, static () => { });
    }

    public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions callOptions, TRequest request)
    {
        var stream = new AgentStreamReader<TResponse>(async cancellationToken =>
        {
            var capability = CapabilityOf(method);
            await AuthorizeAsync(method, capability, request, cancellationToken);
            var prepared = Prepare(callOptions, await TokensAsync(capability, cancellationToken));
            return _inner.AsyncServerStreamingCall(method, host, prepared, request);
        });
        return new(stream, NoHeaders, static () => Status.DefaultSuccess, static () => Metadata.Empty, stream.Dispose);
    }

    public override TResponse BlockingUnaryCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions callOptions, TRequest request) =>
        throw new NotSupportedException("Calls between agents are asynchronous.");

    public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions callOptions) =>
        throw new NotSupportedException("No capability takes a stream.");

    public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions callOptions) =>
        throw new NotSupportedException("No capability takes a stream.");

    private async Task<TResponse> CallAsync<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions callOptions, TRequest request)
        where TRequest : class
        where TResponse : class
    {
        var capability = CapabilityOf(method);
        var name = action?.Name ?? capability?.Name ?? method.Name;
        var started = time.GetTimestamp();
        using var activity = AgentTelemetry.StartCall(name);
        if (activity is { IsAllDataRequested: true })
        {
            activity.SetTag("agent.target.spiffe_id", peer.Id).SetTag("agent.capability", name);
        }

        var context = ResilienceContextPool.Shared.Get(callOptions.CancellationToken);
        try
        {
            await AuthorizeAsync(method, capability, request, callOptions.CancellationToken);
            DateTimeOffset? asked = callOptions.Deadline is { } limit ? new(limit.ToUniversalTime(), TimeSpan.Zero) : null;
            var deadline = Deadlines.ForHop(time.GetUtcNow(), asked, CapabilityContext.Current?.Deadline);
            var prepared = Prepare(callOptions, await TokensAsync(capability, callOptions.CancellationToken));
            var call = new AgentCall<TRequest, TResponse>(
                _inner, method, host, prepared, request, deadline, IsRetryable(capability, prepared, request), time);
            return Result<TResponse>(await call.ExecuteAsync(peer.Pipeline, context), callOptions.CancellationToken);
        }
        catch (ProblemException exception)
        {
            activity?.SetStatus(ActivityStatusCode.Error, exception.Code);
            Log.CallFailed(logger, peer.Id, method.FullName, exception.InnerException?.Message ?? exception.Message);
            throw;
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
            CapabilityContext.Current?.ToolCalls.Add(
                new(name, (long)time.GetElapsedTime(started).TotalMilliseconds));
        }
    }

    private static TResponse Result<TResponse>(Outcome<object> outcome, CancellationToken cancellationToken)
    {
        if (outcome.Exception is OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            throw ProblemException.DeadlineExceeded(outcome.Exception);
        }

        outcome.ThrowIfException();
        return (TResponse)outcome.Result!;
    }

    private Capability? CapabilityOf(IMethod method) =>
        action is null ? CapabilityCatalogue.FindByMethod(method.FullName) : action.Capability;

    private ValueTask AuthorizeAsync<TRequest, TResponse>(
        Method<TRequest, TResponse> method, Capability? capability, TRequest request, CancellationToken cancellationToken) =>
        options.Policy?.AuthorizeAsync(
            peer.Id, action?.Name ?? capability?.Name ?? OtherAction(method.FullName), capability,
            action is null ? request as IMessage : action.Request, cancellationToken) ?? default;

    private ValueTask<CallTokens> TokensAsync(Capability? capability, CancellationToken cancellationToken) =>
        options.Tokens?.Invoke(peer.Id, action?.Name ?? capability?.Name, cancellationToken) ?? default;

    private static string OtherAction(string method) =>
        method.EndsWith("/HealthCheck", StringComparison.Ordinal) ? AuthorizationRequest.HealthAction : method;

    // Without a deadline: a stream has none, and a unary call sets one for each attempt.
    private static CallOptions Prepare(CallOptions callOptions, in CallTokens tokens)
    {
        Metadata headers = [];
        for (var i = 0; i < callOptions.Headers?.Count; i++)
        {
            headers.Add(callOptions.Headers[i]);
        }

        Add(CallTokens.TransactionHeader, tokens.Transaction);
        Add(CallTokens.AuthorizationHeader, tokens.Authorization);
        Add(CallTokens.ActorHeader, tokens.Actor);

        // W3C Trace Context 3.2. What came with it from outside, tracestate and baggage, stays outside.
        if (Activity.Current is { IdFormat: ActivityIdFormat.W3C, Id: { } trace })
        {
            headers.Add("traceparent", trace);
        }

        return callOptions.WithHeaders(headers).WithDeadline(DateTime.MaxValue);

        void Add(string name, string? value)
        {
            if (value is not null)
            {
                headers.Add(name, value);
            }
        }
    }

    // Only the outermost caller retries: layers that each retry multiply.
    private bool IsRetryable(Capability? capability, CallOptions callOptions, object request) =>
        CapabilityContext.Current is null or { IsOutermost: true } && (action?.IsRead ?? IsRepeatable(capability, callOptions, request));

    private static bool IsRepeatable(Capability? capability, CallOptions callOptions, object request) => capability?.Idempotency switch
    {
        Idempotency.Safe or Idempotency.Idempotent => true,
        Idempotency.Keyed => callOptions.Headers?.GetValue(IdempotencyKeys.MetadataKey) is not null
            || IdempotencyKeys.InField(capability, (IMessage)request) is { Length: > 0 },
        _ => false,
    };
}
