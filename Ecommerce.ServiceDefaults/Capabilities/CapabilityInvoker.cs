using System.Diagnostics;
using Ecommerce.Contracts;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Ecommerce.ServiceDefaults;

/// <summary>
/// The one way in: every surface ends here. Deadline, authorization, validation, then the capability's method, all of it observed.
/// </summary>
public sealed class CapabilityInvoker
{
    // A timer's longest time is about 49 days; SVIDs and deadlines end before.
    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(40);

    private readonly AgentInfo _agent;
    private readonly Authorizer _authorizer;
    private readonly AuditLog _audit;
    private readonly AgentMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    internal CapabilityInvoker(
        AgentInfo agent, Authorizer authorizer, AuditLog audit, AgentMetrics metrics, TimeProvider time, ILogger<CapabilityInvoker> logger) =>
        (_agent, _authorizer, _audit, _metrics, _time, _logger) = (agent, authorizer, audit, metrics, time, logger);

    /// <summary>Calls a unary capability.</summary>
    /// <exception cref="ProblemException">It is refused or fails.</exception>
    public Task<TReply> InvokeAsync<TRequest, TReply>(
        InboundCall call, TRequest request, Func<TRequest, ServerCallContext, Task<TReply>> method, CancellationToken ct)
        where TRequest : class, IMessage =>
        InvokeAsync(call, request, method, Bound(call), retiring: default, ct);

    /// <summary>
    /// Calls a streaming capability. No deadline binds a stream: it ends when the caller leaves, when nothing more comes, or with the
    /// peer's SVID (<c>unavailable</c>; the caller resumes by its last event).
    /// </summary>
    /// <exception cref="ProblemException">It is refused or fails.</exception>
    public Task InvokeStreamAsync<TRequest>(
        InboundCall call, TRequest request, Func<TRequest, ServerCallContext, Task> method, CancellationToken ct)
        where TRequest : class, IMessage =>
        InvokeAsync(
            call,
            request,
            async (r, context) =>
            {
                await method(r, context);
                return true;
            },
            DateTimeOffset.MaxValue,
            call.PeerRetiring,
            ct);

    private DateTimeOffset Bound(InboundCall call)
    {
        var limit = _time.GetUtcNow() + call.Limit;
        return call.Deadline is { } asked && asked < limit ? asked : limit;
    }

    private async Task<TReply> InvokeAsync<TRequest, TReply>(
        InboundCall call, TRequest request, Func<TRequest, ServerCallContext, Task<TReply>> method, DateTimeOffset deadline,
        CancellationToken retiring, CancellationToken ct)
        where TRequest : class, IMessage
    {
        var capability = call.Capability;
        var started = _time.GetTimestamp();
        using var activity = AgentTelemetry.Source.StartActivity($"handle_{capability.Name}", ActivityKind.Internal);
        using var ended = new CancellationTokenSource(Remaining(deadline), _time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(ended.Token, retiring, ct);
        var outcome = "ok";
        var before = CapabilityContext.Current;
        try
        {
            var context = await AdmitAsync(call, request, deadline, linked.Token);
            activity?.SetTag("agent.name", _agent.Name).SetTag("agent.capability", capability.Name)
                .SetTag("agent.caller.spiffe_id", context.Caller);
            CapabilityContext.Current = context;
            return await method(request, new CapabilityCallContext(context, linked.Token));
        }
        catch (Exception e)
        {
            var problem = Explain(e, capability, ended.IsCancellationRequested, retiring.IsCancellationRequested);
            outcome = problem.Code;
            activity?.SetStatus(ActivityStatusCode.Error, outcome);
            if (ReferenceEquals(problem, e))
            {
                throw;
            }

            throw problem;
        }
        finally
        {
            CapabilityContext.Current = before;
            _metrics.Handled(capability.Name, outcome, _time.GetElapsedTime(started));
        }
    }

    private async Task<CapabilityContext> AdmitAsync(
        InboundCall call, IMessage request, DateTimeOffset deadline, CancellationToken ct)
    {
        var caller = call.Caller ?? _agent.SpiffeId;
        var gateway = _agent.IdOf(AgentNames.Gateway);
        var actor = caller == gateway && _agent.Name != AgentNames.Gateway ? call.ForwardedActor ?? caller : caller;

        var decision = await _authorizer.DecideAsync(
            new(Direction.Inbound, caller, _agent.SpiffeId, call.Capability.Name, actor, UserId: null, request), ct);
        if (!decision.Allow)
        {
            throw new ProblemException(ErrorCodes.Forbidden, "The policy does not allow this call.");
        }

        if (RequestValidator.Validate(request) is { Count: > 0 } violations)
        {
            throw ProblemException.Invalid(violations);
        }

        // No change without its record; a read's record may follow it.
        var record = _audit.RecordAsync(AuditEvent.Call(call.Capability.Name, caller, actor, decision), ct);
        if (call.Capability.Idempotency != Idempotency.Safe)
        {
            await record;
        }

        return new CapabilityContext
        {
            Capability = call.Capability,
            Caller = caller,
            Actor = actor,
            Scope = decision.Scope,
            Idempotency = IdempotencyKey.Create(call.Capability, actor, userId: null, IdempotencyKeys.Agree(call.Capability, call.IdempotencyKey, request), request),
            Deadline = deadline,
            IsOutermost = call.IsOutermost,
        };
    }

    private ProblemException Explain(Exception e, Capability capability, bool late, bool retiring)
    {
        switch (e)
        {
            case ProblemException problem:
                return problem;
            case OperationCanceledException or NpgsqlException { InnerException: OperationCanceledException } when late:
                return new(ErrorCodes.DeadlineExceeded, "The deadline passed.", inner: e);
            case OperationCanceledException when retiring:
                return new(ErrorCodes.StreamRenew, "The peer's identity ends here: resume on a new connection.", inner: e);
            case OperationCanceledException:
                return ProblemException.Unavailable("The caller left.", e);
            case RpcException { StatusCode: StatusCode.Unimplemented }:
                return new(ErrorCodes.NotFound, "The agent has no such capability.", inner: e);
            case NpgsqlException database when DatabaseProblems.IsOutage(database):
                Log.DatabaseUnavailable(_logger, capability.Name, database.Message);
                return ProblemException.Unavailable("The database cannot be reached.", e);
            default:
                Log.CapabilityFailed(_logger, e, capability.Name);
                return new(ErrorCodes.Internal, "The agent failed.", inner: e);
        }
    }

    private TimeSpan Remaining(DateTimeOffset deadline)
    {
        var left = deadline - _time.GetUtcNow();
        return left <= TimeSpan.Zero ? TimeSpan.Zero : left > LongestTimer ? LongestTimer : left;
    }

}
