using System.Diagnostics;
using Ecommerce.Contracts;
using Ecommerce.Contracts.Validation;
using Ecommerce.ServiceDefaults.Audit;
using Ecommerce.ServiceDefaults.Authorization;
using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Database;
using Ecommerce.ServiceDefaults.Decisions;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.ServiceDefaults.Privacy;
using Ecommerce.ServiceDefaults.Tasks;
using Ecommerce.ServiceDefaults.Telemetry;
using Ecommerce.ServiceDefaults.Tokens;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Ecommerce.ServiceDefaults.Capabilities;

/// <summary>
/// The one way in: every surface ends here. It bounds the deadline, verifies who calls, reads the fields (types, counts, lengths),
/// authorizes, validates the other rules and runs the capability's method, with telemetry and audit around it. If the fields cannot be
/// read, the policy is asked without a request.
/// </summary>
public sealed class CapabilityInvoker
{
    private readonly AgentInfo _agent;
    private readonly CallAuthenticator _authenticator;
    private readonly Authorizer _authorizer;
    private readonly AuditLog _audit;
    private readonly AgentMetrics _metrics;
    private readonly FailureLog _failures;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CallEnds _ends;

    internal CapabilityInvoker(
        AgentInfo agent, TokenVerifier tokens, Authorizer authorizer, AuditLog audit, AgentMetrics metrics,
        FailureLog failures, TimeProvider time, ILogger<CapabilityInvoker> logger) =>
        (_agent, _authenticator, _authorizer, _audit, _metrics, _failures, _time, _logger, _ends) =
            (agent, new(agent, tokens), authorizer, audit, metrics, failures, time, logger, new(time));

    /// <summary>Calls a unary capability.</summary>
    /// <param name="call">The caller and the capability.</param>
    /// <param name="read">
    /// Reads the request message, which already keeps the bounds that need no schema; throws <c>invalid_request</c>, naming the field.
    /// </param>
    /// <param name="method">The capability's method.</param>
    /// <param name="cancellationToken">The caller cancelled the request.</param>
    /// <exception cref="ProblemException">It is refused or fails.</exception>
    public Task<TReply> InvokeAsync<TRequest, TReply>(
        InboundCall call, Func<TRequest> read, Func<TRequest, ServerCallContext, Task<TReply>> method, CancellationToken cancellationToken)
        where TRequest : class =>
        InvokeAsync(call, read, method, Bound(call), retiring: default, cancellationToken);

    /// <summary>
    /// Calls a streaming capability. No deadline binds a stream: it ends when the caller cancels it, when it is complete, or with the
    /// peer's SVID (<c>unavailable</c>; the caller resumes by its last event).
    /// </summary>
    /// <inheritdoc cref="InvokeAsync{TRequest, TReply}(InboundCall, Func{TRequest}, Func{TRequest, ServerCallContext, Task{TReply}},
    /// CancellationToken)"/>
    public Task InvokeStreamAsync<TRequest>(
        InboundCall call, Func<TRequest> read, Func<TRequest, ServerCallContext, Task> method, CancellationToken cancellationToken)
        where TRequest : class =>
        InvokeAsync(
            call,
            read,
            async (r, context) =>
            {
                await method(r, context);
                return true;
            },
            DateTimeOffset.MaxValue,
            call.PeerRetiring,
            cancellationToken);

    /// <summary>Verifies who calls, where nothing is called yet.</summary>
    /// <param name="caller">As <see cref="InboundCall.Caller"/>.</param>
    /// <param name="tokens">As <see cref="InboundCall.Tokens"/>.</param>
    /// <param name="cancellationToken">The caller cancelled the request.</param>
    /// <returns>Who calls, with nothing allowed yet.</returns>
    /// <exception cref="ProblemException"><c>unauthenticated</c>, or <c>unavailable</c>: they cannot be verified.</exception>
    public async Task<CapabilityContext> AuthenticateAsync(string? caller, CallTokens tokens, CancellationToken cancellationToken) =>
        ContextOf(await IdentifyAsync(caller, tokens, cancellationToken), tokens, DateTimeOffset.MaxValue);

    /// <summary>Decides on an action that is no capability, such as <c>task.get</c>, and does it as the caller's own.</summary>
    /// <param name="action">One of <see cref="AuthorizationRequest.TaskActions"/>.</param>
    /// <param name="caller">As <see cref="InboundCall.Caller"/>.</param>
    /// <param name="tokens">As <see cref="InboundCall.Tokens"/>.</param>
    /// <param name="limit">The longest that it may take.</param>
    /// <param name="act">Does it.</param>
    /// <param name="cancellationToken">The caller cancelled the request.</param>
    /// <exception cref="ProblemException">It is refused or fails.</exception>
    public async Task<T> ActAsync<T>(
        string action, string? caller, CallTokens tokens, TimeSpan limit, Func<CancellationToken, Task<T>> act,
        CancellationToken cancellationToken)
    {
        var deadline = _time.GetUtcNow() + limit;
        using var end = _ends.Begin(deadline, retiring: default, cancellationToken);
        try
        {
            var identity = await AllowAsync(action, caller, tokens, end.Token);
            CapabilityContext.Current = ContextOf(identity, tokens, deadline);
            return await act(end.Token);
        }
        catch (OperationCanceledException exception) when (end.IsLate(deadline, _time.GetUtcNow()))
        {
            throw ProblemException.DeadlineExceeded(exception);
        }
    }

    /// <summary>The names of those calls' capabilities to which the policy would allow the caller some request.</summary>
    public async Task<IReadOnlyList<string>> VisibleAsync(IEnumerable<InboundCall> calls, CancellationToken cancellationToken)
    {
        List<string> visible = [];
        foreach (var call in calls)
        {
            if (await _authorizer.IsVisibleAsync(await QuestionAsync(call, cancellationToken), cancellationToken))
            {
                visible.Add(call.Capability.Name);
            }
        }

        return visible;
    }

    /// <summary>Refuses a call that the policy would deny whatever its request, in the words of <see cref="UnknownAsync"/>.</summary>
    /// <exception cref="ProblemException"><c>forbidden</c>.</exception>
    public async Task RequireVisibleAsync(InboundCall call, CancellationToken cancellationToken) =>
        await _authorizer.RequireVisibleAsync(await QuestionAsync(call, cancellationToken), cancellationToken);

    /// <summary>The answer if no capability has the name that the caller gave.</summary>
    /// <param name="caller">As <see cref="InboundCall.Caller"/>.</param>
    /// <param name="tokens">As <see cref="InboundCall.Tokens"/>.</param>
    /// <param name="cancellationToken">The caller cancelled the request.</param>
    public async Task<ProblemException> UnknownAsync(string? caller, CallTokens tokens, CancellationToken cancellationToken)
    {
        var identity = await _authenticator.IdentifyAsync(caller, tokens, cancellationToken);
        return await _authorizer.RefuseAsync(
            identity.Ask(_agent.SpiffeId, Authorizer.UnknownAction, capability: null, request: null), cancellationToken);
    }

    /// <summary>Decides whether the caller may ask in plain words; the question has a row in the audit before anything is done.</summary>
    /// <param name="caller">As <see cref="InboundCall.Caller"/>.</param>
    /// <param name="tokens">As <see cref="InboundCall.Tokens"/>.</param>
    /// <param name="admit">Throws if who asks has asked too much; that is counted, and has no row.</param>
    /// <param name="cancellationToken">The caller cancelled the request.</param>
    /// <returns>Who asks.</returns>
    /// <exception cref="ProblemException"><c>forbidden</c>, or why there is no decision.</exception>
    public async Task<TaskOwner> AllowQuestionAsync(
        string? caller, CallTokens tokens, Action<TaskOwner> admit, CancellationToken cancellationToken)
    {
        var identity = await AllowAsync(
            AuthorizationRequest.TaskAskAction, caller, tokens, cancellationToken, asker => admit(OwnerOf(asker)));
        return OwnerOf(identity);

        static TaskOwner OwnerOf(CallIdentity identity) => new(identity.Actor, identity.UserId);
    }

    /// <summary>Verifies who calls.</summary>
    /// <param name="caller">As <see cref="InboundCall.Caller"/>.</param>
    /// <param name="tokens">As <see cref="InboundCall.Tokens"/>.</param>
    /// <param name="cancellationToken">The caller cancelled the request.</param>
    internal ValueTask<CallIdentity> IdentifyAsync(string? caller, CallTokens tokens, CancellationToken cancellationToken) =>
        _authenticator.IdentifyAsync(caller, tokens, cancellationToken);

    /// <summary>
    /// Decides on an action that is no capability, such as <c>task.get</c>. Reads are counted in the audit; anything else has its row
    /// before it is done.
    /// </summary>
    /// <exception cref="ProblemException"><c>forbidden</c>, or why there is no decision.</exception>
    internal async Task<CallIdentity> AllowAsync(
        string action, string? caller, CallTokens tokens, CancellationToken cancellationToken, Action<CallIdentity>? admit = null)
    {
        var started = _time.GetTimestamp();
        var identity = await IdentifyAsync(caller, tokens, cancellationToken);
        var asked = identity.Ask(_agent.SpiffeId, action, capability: null, request: null);
        var decision = await DecideAsync(asked, cancellationToken);
        try
        {
            admit?.Invoke(identity);
        }
        catch (ProblemException exception)
        {
            // Whoever asks too much would fill the audit with it.
            _audit.Count(RequestOrigin.Count(AuditEvent.CapabilityCall, exception.Code, asked.CallerName, action));
            throw;
        }

        if (asked.IsRead)
        {
            _audit.Count(RequestOrigin.Count(AuditEvent.CapabilityCall, AuditEvent.Ok, asked.CallerName, action));
        }
        else if (_audit.IsEnabled)
        {
            var row = AuditEvent.Check(asked, decision, _time.GetElapsedTime(started)) with { Outcome = AuditEvent.Ok };
            await _audit.RecordAsync(row, cancellationToken);
        }

        return identity;
    }

    private async ValueTask<AuthorizationRequest> QuestionAsync(InboundCall call, CancellationToken cancellationToken) =>
        Question(await _authenticator.IdentifyAsync(call.Caller, call.Tokens, cancellationToken), call, request: null);

    private AuthorizationRequest Question(in CallIdentity identity, InboundCall call, IMessage? request) =>
        identity.Ask(_agent.SpiffeId, call.Capability.Name, call.Capability, request);

    private static CapabilityContext ContextOf(in CallIdentity identity, in CallTokens tokens, DateTimeOffset deadline) => new()
    {
        Capability = null,
        Caller = identity.Caller,
        Actor = identity.Actor,
        UserId = identity.UserId,
        SessionId = identity.SessionId,
        Tokens = tokens,
        IsAnonymous = identity.IsAnonymous,
        Scope = Scope.Own,
        Deadline = deadline,
        IsOutermost = true,
    };

    private DateTimeOffset Bound(InboundCall call)
    {
        var limit = _time.GetUtcNow() + call.Limit;
        return call.Deadline is { } asked && asked < limit ? asked : limit;
    }

    private async Task<TReply> InvokeAsync<TRequest, TReply>(
        InboundCall call, Func<TRequest> read, Func<TRequest, ServerCallContext, Task<TReply>> method, DateTimeOffset deadline,
        CancellationToken retiring, CancellationToken cancellationToken)
        where TRequest : class
    {
        var capability = call.Capability;
        var started = _time.GetTimestamp();
        using var activity = AgentTelemetry.StartHandle(capability.Name);
        using var end = _ends.Begin(deadline, retiring, cancellationToken);
        var outcome = AuditEvent.Ok;
        CallRecord? record = null;
        TReply? reply = default;
        try
        {
            var identity = await _authenticator.IdentifyAsync(call.Caller, call.Tokens, end.Token);
            var request = await ReadAsync(call, identity, read, end.Token);
            Redaction.Guard((IMessage)request);
            var asked = Question(identity, call, (IMessage)request);
            var decision = await DecideAsync(asked, end.Token);
            record = new CallRecord(_audit, asked, decision, _time);
            var context = await AdmitAsync(call, asked, decision, record, deadline, end.Token);
            if (activity is { IsAllDataRequested: true })
            {
                activity.SetTag("agent.name", _agent.Name).SetTag("agent.capability", capability.Name)
                    .SetTag("agent.caller.spiffe_id", asked.CallerName);
            }

            CapabilityContext.Current = context;
            ChangeRecord.Current = asked.IsRead ? null : record;
            return reply = await method(request, new CapabilityCallContext(context, end.Token));
        }
        catch (Exception exception)
        {
            var problem = Explain(exception, capability, end.IsLate(deadline, _time.GetUtcNow()), end.IsRetired);
            outcome = problem.Code;
            activity?.SetStatus(ActivityStatusCode.Error, outcome);
            if (!end.IsLeft && outcome != ErrorCodes.StreamRenew)
            {
                _failures.Add(capability.Name, outcome);
            }

            if (ReferenceEquals(problem, exception))
            {
                throw;
            }

            throw problem;
        }
        finally
        {
            _metrics.Handled(capability.Name, outcome, _time.GetElapsedTime(started));
            if (record is not null)
            {
                record.WriteLog(_logger, outcome, reply as IMessage, end.IsLeft);
                await record.EndAsync(outcome, reply as IMessage);
            }
        }
    }

    // Only callers that the policy would allow some request learn what is wrong with a field.
    private async ValueTask<TRequest> ReadAsync<TRequest>(
        InboundCall call, CallIdentity identity, Func<TRequest> read, CancellationToken cancellationToken)
    {
        ProblemException invalid;
        try
        {
            return read();
        }
        catch (ProblemException exception) when (exception.Code == ErrorCodes.InvalidRequest)
        {
            invalid = exception;
        }

        var question = Question(identity, call, request: null);
        await _authorizer.RequireVisibleAsync(question, cancellationToken);
        _audit.Count(RequestOrigin.Refuse(invalid.Code, question.CallerName, question.Action));
        Log.FieldsRefused(_logger, question.Action, invalid.Code, question.CallerName, question.ActorName);
        throw invalid;
    }

    private async ValueTask<Decision> DecideAsync(AuthorizationRequest request, CancellationToken cancellationToken)
    {
        var decision = await _authorizer.DecideAsync(request, cancellationToken);
        return decision.Allow ? decision : throw ProblemException.Forbidden();
    }

    private static async ValueTask<CapabilityContext> AdmitAsync(
        InboundCall call, AuthorizationRequest asked, Decision decision, CallRecord record, DateTimeOffset deadline,
        CancellationToken cancellationToken)
    {
        var request = asked.Request!;
        if (RequestValidator.Validate(request) is { Count: > 0 } violations)
        {
            throw ProblemException.Invalid(violations);
        }

        var key = IdempotencyKeys.Agree(call.Capability, call.IdempotencyKey, request);
        var idempotency = IdempotencyKeys.Create(
            call.Capability, asked.IsAnonymous ? null : asked.Actor, asked.UserId, key, request);
        await record.AdmitAsync(cancellationToken);
        return new CapabilityContext
        {
            Capability = call.Capability,
            Caller = asked.Caller,
            Actor = asked.Actor,
            UserId = asked.UserId,
            SessionId = asked.SessionId,
            Tokens = call.Tokens,
            IsAnonymous = asked.IsAnonymous,
            Scope = decision.Scope,
            Key = key,
            Idempotency = idempotency,
            Deadline = deadline,
            IsOutermost = call.IsOutermost,
        };
    }

    private ProblemException Explain(Exception exception, Capability capability, bool late, bool retiring)
    {
        switch (exception)
        {
            case ProblemException problem:
                return problem;
            case OperationCanceledException or NpgsqlException { InnerException: OperationCanceledException } when late:
                return ProblemException.DeadlineExceeded(exception);
            case OperationCanceledException when retiring:
                return new(ErrorCodes.StreamRenew, "The peer's identity expires: resume on a new connection.", inner: exception);
            case OperationCanceledException:
                return ProblemException.Unavailable("The caller cancelled the request.", exception);
            case RpcException { StatusCode: StatusCode.Unimplemented }:
                return new(ErrorCodes.NotFound, "The agent has no such capability.", inner: exception);
            case Exception when DatabaseProblems.IsOutage(exception):
                Log.DatabaseUnavailable(_logger, capability.Name, exception.Message);
                return ProblemException.Unavailable("The database cannot be reached.", exception);
            default:
                Log.CapabilityFailed(_logger, exception, capability.Name);
                return ProblemException.Internal(exception);
        }
    }
}
