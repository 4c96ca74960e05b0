using System.Diagnostics;
using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Capabilities;
using Ecommerce.ServiceDefaults.Decisions;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.ServiceDefaults.Telemetry;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;

namespace Ecommerce.ServiceDefaults.Clients;

/// <summary>
/// The one way out: every typed client's call passes here. Authorization, deadline, retry by the outermost caller, circuit breaker,
/// telemetry. Calls fail with <see cref="ProblemException"/>.
/// </summary>
internal sealed class AgentCallInvoker(AgentPeer peer, GrpcChannel channel, AgentClientServices services) : CallInvoker
{
    private readonly CallInvoker _inner = channel.CreateCallInvoker();

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request)
    {
        var reply = CallAsync(method, host, options, request);
        return new(reply, Task.FromResult<Metadata>([]), () => Status.DefaultSuccess, () => [], () => { });
    }

    public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request)
    {
        var stream = new AgentStreamReader<TResponse>(async cancellationToken =>
        {
            await AuthorizeAsync(method, request, cancellationToken);
            return _inner.AsyncServerStreamingCall(method, host, Prepare(options, deadline: null), request);
        });
        return new(stream, Task.FromResult<Metadata>([]), () => Status.DefaultSuccess, () => [], stream.Dispose);
    }

    public override TResponse BlockingUnaryCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) =>
        throw new NotSupportedException("Calls between agents are asynchronous.");

    public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options) =>
        throw new NotSupportedException("No capability takes a stream.");

    public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options) =>
        throw new NotSupportedException("No capability takes a stream.");

    private async Task<TResponse> CallAsync<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request)
        where TRequest : class
        where TResponse : class
    {
        var capability = CapabilityCatalogue.FindByMethod(method.FullName);
        var started = services.Time.GetTimestamp();
        using var activity = AgentTelemetry.Source.StartActivity($"call_{capability?.Name ?? method.Name}", ActivityKind.Client);
        activity?.SetTag("agent.target.spiffe_id", peer.Id).SetTag("agent.capability", capability?.Name ?? method.Name);
        try
        {
            await AuthorizeAsync(method, request, options.CancellationToken);
            var asked = options.Deadline is { } d ? new DateTimeOffset(d.ToUniversalTime(), TimeSpan.Zero) : (DateTimeOffset?)null;
            var deadline = Deadlines.ForHop(services.Time.GetUtcNow(), asked, CapabilityContext.Current?.Deadline);
            var prepared = Prepare(options, deadline);
            var attempts = IsRetryable(capability, prepared, request) ? services.RetryAttempts : 1;
            peer.Budget.Deposit();
            for (var attempt = 1; ; attempt++)
            {
                try
                {
                    return await SendAsync(method, host, prepared, request, deadline);
                }
                catch (ProblemException exception) when (exception is { Code: ErrorCodes.Unavailable, IsOwn: false } && attempt < attempts
                    && peer.Budget.TryWithdraw())
                {
                    // Full jitter: a herd that failed together does not come back together.
                    var longest = services.Backoff * Math.Pow(2, attempt - 1);
                    var wait = (longest < services.BackoffLimit ? longest : services.BackoffLimit) * Random.Shared.NextDouble();
                    if (services.Time.GetUtcNow() + wait + Deadlines.Shortest >= deadline)
                    {
                        throw;
                    }

                    await Task.Delay(wait, services.Time, options.CancellationToken);
                }
            }
        }
        catch (ProblemException exception)
        {
            activity?.SetStatus(ActivityStatusCode.Error, exception.Code);
            Log.CallFailed(services.Logger, peer.Id, method.FullName, exception.InnerException?.Message ?? exception.Message);
            throw;
        }
        finally
        {
            CapabilityContext.Current?.ToolCalls.Add(
                new(capability?.Name ?? method.Name, (long)services.Time.GetElapsedTime(started).TotalMilliseconds));
        }
    }

    private async Task<TResponse> SendAsync<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request, DateTimeOffset deadline)
        where TRequest : class
        where TResponse : class
    {
        var left = deadline - services.Time.GetUtcNow();
        if (left < Deadlines.Shortest)
        {
            throw new ProblemException(ErrorCodes.DeadlineExceeded, "The deadline passed.");
        }

        if (peer.Breaker?.TryEnter(out var retryAfter) == false)
        {
            throw new ProblemException(ErrorCodes.Unavailable, "The agent failed repeatedly and is left alone for a while.",
                retryAfter: retryAfter);
        }

        bool? reached = null;
        try
        {
            var reply = await _inner.AsyncUnaryCall(method, host, options, request).ResponseAsync;
            reached = true;
            return reply;
        }
        catch (RpcException exception)
        {
            var problem = exception.ToProblem();
            reached = PeerReport.Of(exception, problem, left >= services.FairTime);
            throw problem;
        }
        catch (OperationCanceledException exception) when (!options.CancellationToken.IsCancellationRequested)
        {
            reached = PeerReport.Timeout(left >= services.FairTime);
            throw new ProblemException(ErrorCodes.DeadlineExceeded, "The deadline passed.", inner: exception);
        }
        finally
        {
            switch (peer.Breaker?.Report(reached))
            {
                case CircuitState.Open:
                    Log.CircuitOpened(services.Logger, peer.Id, services.FailureThreshold);
                    break;
                case CircuitState.Closed:
                    Log.CircuitClosed(services.Logger, peer.Id);
                    break;
            }
        }
    }

    private async ValueTask AuthorizeAsync<TRequest, TResponse>(
        Method<TRequest, TResponse> method, TRequest request, CancellationToken cancellationToken)
    {
        if (services is not { Authorizer: { } authorizer, Self: { } self })
        {
            return;
        }

        var capability = CapabilityCatalogue.FindByMethod(method.FullName);
        var action = capability?.Name ?? OtherAction(method.FullName);
        var call = CapabilityContext.Current;
        var decision = await authorizer.DecideAsync(
            new(Direction.Outbound, self, peer.Id, action, call?.Actor ?? self, call?.UserId, request as IMessage)
            {
                Capability = capability,
                IsAnonymous = call is { IsAnonymous: true },
            },
            cancellationToken);
        if (!decision.Allow)
        {
            throw ProblemException.Forbidden();
        }
    }

    private static string OtherAction(string method) =>
        method.EndsWith("/HealthCheck", StringComparison.Ordinal) ? AuthorizationRequest.HealthAction : method;

    private CallOptions Prepare(CallOptions options, DateTimeOffset? deadline)
    {
        Metadata headers = [];
        foreach (var header in options.Headers ?? [])
        {
            headers.Add(header);
        }

        if (services.ForwardsActor && CapabilityContext.Current is { } call)
        {
            headers.Add(InboundCall.ActorHeader, call.Actor);
        }

        // W3C Trace Context 3.2. What came with it from outside, tracestate and baggage, stays outside.
        if (Activity.Current is { IdFormat: ActivityIdFormat.W3C, Id: { } trace })
        {
            headers.Add("traceparent", trace);
        }

        return options.WithHeaders(headers).WithDeadline(deadline?.UtcDateTime ?? DateTime.MaxValue);
    }

    // Only the outermost caller retries: layers that each retry multiply.
    private bool IsRetryable(Capability? capability, CallOptions options, object request)
    {
        var outermost = CapabilityContext.Current is null or { IsOutermost: true };
        return outermost && peer.Breaker is not null && capability?.Idempotency switch
        {
            Idempotency.Safe or Idempotency.Idempotent => true,
            Idempotency.Keyed => options.Headers?.GetValue(IdempotencyKeys.MetadataKey) is not null
                || capability.Request.FindFieldByName("idempotency_key")?.Accessor.GetValue((IMessage)request) is string { Length: > 0 },
            _ => false,
        };
    }
}
