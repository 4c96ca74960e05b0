using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults.Database;
using Ecommerce.ServiceDefaults.Decisions;
using Ecommerce.ServiceDefaults.Errors;
using Google.Protobuf;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Ecommerce.ServiceDefaults.Audit;

/// <summary>
/// The audit rows and the log line of one admitted call. A call that may change something has two rows under one <c>call_id</c>: the first
/// is committed with its change, the second tells how it ended. One that has committed no change, because it was refused or was a repeat,
/// has one row, and its answer waits for it. A read has one row, at its end, and a stream one at its beginning too; nobody waits for those.
/// Anonymous reads are counted unless they are forbidden, and so is what a limit refuses: it comes as often as anybody likes. Of what else
/// an anonymous caller tries, only so much has rows as <see cref="AuditCounts.RowLimit"/> says, and the rest is counted.
/// </summary>
internal sealed class CallRecord(AuditLog audit, AuthorizationRequest request, Decision decision, TimeProvider time) : ChangeRecord
{
    private readonly long _started = time.GetTimestamp();
    private Guid? _id;
    private bool _began;

    /// <summary>
    /// No change without its record: as long as the audit log fails, a call that may change something waits for its first row before it
    /// does anything.
    /// </summary>
    /// <exception cref="ProblemException"><c>unavailable</c>: it cannot be audited, and must not be made.</exception>
    public async ValueTask AdmitAsync(CancellationToken cancellationToken)
    {
        if (!audit.IsEnabled)
        {
            return;
        }

        if (!request.IsRead)
        {
            if (audit.IsFailing)
            {
                await audit.RecordAsync(Row(outcome: null, reply: null), cancellationToken);
                _began = true;
            }
        }
        else if (request is { Capability.ServerStreaming: true, IsCounted: false })
        {
            _began = true;
            audit.Record(Row(outcome: null, reply: null));
        }
    }

    /// <summary>Records how the call ended.</summary>
    /// <param name="outcome"><c>ok</c> or the problem's code.</param>
    /// <param name="reply">The reply, where there is one.</param>
    /// <exception cref="ProblemException"><c>unavailable</c>: it has no row yet, and cannot be audited.</exception>
    public async ValueTask EndAsync(string outcome, IMessage? reply)
    {
        if (!audit.IsEnabled)
        {
            return;
        }

        if (IsCounted(outcome))
        {
            audit.Count(RequestOrigin.Count(AuditEvent.CapabilityCall, outcome, request.CallerName, request.Action));
        }
        else if (request.IsRead || _began || IsCommitted)
        {
            audit.Record(Row(outcome, reply));
        }
        else
        {
            await audit.RecordAsync(Row(outcome, reply), CancellationToken.None);
        }
    }

    /// <summary>
    /// Writes the call's line of the log: what changed something or was refused by default, the rest and what a limit refused at Debug.
    /// </summary>
    public void WriteLog(ILogger logger, string outcome, IMessage? reply, bool callerLeft)
    {
        var level = outcome switch
        {
            AuditEvent.Ok => request.IsRead ? LogLevel.Debug : LogLevel.Information,
            ErrorCodes.Unavailable when callerLeft => LogLevel.Debug,
            ErrorCodes.RateLimited => LogLevel.Debug,
            _ => ErrorCodes.HttpStatus(outcome) < 500 ? LogLevel.Information : LogLevel.Warning,
        };
        if (!logger.IsEnabled(level))
        {
            return;
        }

        var resource = ResourceOf(reply) ?? "-";
        var milliseconds = (long)time.GetElapsedTime(_started).TotalMilliseconds;
        Log.Called(logger, level, request.Action, outcome, resource, request.CallerName, request.ActorName, milliseconds);
    }

    /// <inheritdoc/>
    protected override void Add(NpgsqlBatch batch, IReadOnlyList<ChangeRecord> records)
    {
        if (audit.IsEnabled)
        {
            audit.AddTo(batch, records.OfType<CallRecord>().Where(record => !record._began).Select(record => record.Row(null, null)));
        }
    }

    /// <inheritdoc/>
    protected override bool TryAdd(NpgsqlBatchCommand statement)
    {
        if (!audit.IsEnabled || _began)
        {
            return false;
        }

        audit.AddTo(statement, Row(null, null));
        return true;
    }

    // A denial has a row, whoever decides it: here it is the capability itself. What a stranger tries may come as often as anybody likes.
    private bool IsCounted(string outcome) =>
        (request.IsCounted && outcome != ErrorCodes.Forbidden)
        || (!_began && !IsCommitted
            && (outcome == ErrorCodes.RateLimited || (request.IsAnonymous && !audit.TryTakeRow(request.Action, outcome))));

    private AuditEvent Row(string? outcome, IMessage? reply) => new(AuditEvent.CapabilityCall)
    {
        CallerId = request.CallerName,
        ActorId = request.ActorName,
        PeerId = request.PeerName,
        Action = request.Action,
        Resource = ResourceOf(reply),
        Decision = "allow",
        Reason = decision.Reason,
        Outcome = outcome,
        CallId = _id ??= Guid.CreateVersion7(time.GetUtcNow()),
        Duration = outcome is null ? null : time.GetElapsedTime(_started),
    };

    private string? ResourceOf(IMessage? reply) =>
        request.Capability is { } capability && AuditResource.Of(capability.Agent, reply) is { } resource ? resource : request.Resource;
}
