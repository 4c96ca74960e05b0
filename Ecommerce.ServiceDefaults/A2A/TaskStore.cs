using A2A.Server;
using A2A.V1;
using Ecommerce.ServiceDefaults.A2A.Push;
using Ecommerce.ServiceDefaults.Database;
using Ecommerce.ServiceDefaults.Errors;
using Google.Protobuf;
using Npgsql;

namespace Ecommerce.ServiceDefaults.A2A;

/// <summary>Tasks in the agent's database.</summary>
internal sealed class TaskStore(NpgsqlDataSource database, TimeProvider time)
{
    /// <summary>Most unfinished tasks of an owner.</summary>
    public const int MostUnfinished = 200;

    /// <summary>Most tasks of an owner that are kept.</summary>
    public const int MostKept = 10_000;

    /// <summary>For how long a task that has ended, or waits for its owner, is kept.</summary>
    public static readonly TimeSpan Retention = TimeSpan.FromHours(24);

    /// <summary>Within this time a replica says again that it works on a task, or another takes it over.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(20);

    /// <summary>
    /// Begins a task, or finds the one that the same message began. If <see cref="NewTask.Holder"/> is null, it waits for its owner.
    /// </summary>
    /// <returns>Whether it is new; if not, the task that is there.</returns>
    /// <exception cref="ProblemException"><c>invalid_request</c>: the message ID was used with another message;
    /// <c>rate_limited</c>: the owner has too many tasks.</exception>
    public async Task<(bool IsNew, TaskKey Key)> BeginAsync(NewTask begun, CancellationToken cancellationToken)
    {
        var now = Now();
        await using var batch = database.CreateBatch();
        batch.Add(TaskSql.Begin)
            .With(begun.Key.Id).With(begun.Key.Owner).With(begun.Said.MessageId).With(begun.Hash).With(begun.Said.ToByteArray())
            .With(MostUnfinished).With(begun.Owner.Actor)
            .With<Guid?>(begun.Owner.UserId is { } user ? Guid.Parse(user) : null).With(begun.ContextId)
            .With(begun.State.ToColumn()).With(now)
            .With(begun.Note?.ToByteArray()).With(begun.Capability)
            .With(begun.Idempotency?.Scope).With(begun.Idempotency?.RequestHash)
            .With(begun.Holder).With<DateTimeOffset?>(begun.Holder is null ? null : now + Lease)
            .With<DateTimeOffset?>(begun.Holder is null ? now + Retention : null)
            .With(MostKept);
        if (await RunAsync(batch, begun, now, cancellationToken))
        {
            return (true, begun.Key);
        }

        return (false, await FindMessageAsync(begun, cancellationToken) ?? throw new ProblemException(
            Contracts.ErrorCodes.RateLimited,
            $"There are {MostUnfinished} unfinished tasks of yours already, or {MostKept} of the last {Retention.TotalHours:0} hours."));
    }

    /// <summary>Begins the work of a task that waits for its owner, or finds the one to which the same message went.</summary>
    /// <returns>Whether the message is new; if not, the task that is there.</returns>
    /// <exception cref="ProblemException"><c>invalid_request</c>: the message ID was used with another message;
    /// <c>conflict</c>: the task does not wait for a message.</exception>
    public async Task<(bool IsNew, TaskKey Key)> GoOnAsync(NewTask begun, StreamResponse told, CancellationToken cancellationToken)
    {
        var now = AtOf(told);
        await using var batch = database.CreateBatch();
        batch.Add(TaskSql.GoOn)
            .With(begun.Key.Id).With(begun.Key.Owner).With(begun.Said.MessageId).With(begun.Hash).With(begun.Said.ToByteArray())
            .With(now).With(begun.Capability).With(begun.Idempotency?.Scope).With(begun.Idempotency?.RequestHash)
            .With(begun.Holder).With(now + Lease).With(told.ToByteArray()).With(begun.Note?.ToByteArray());
        try
        {
            if (await RunAsync(batch, begun, now, cancellationToken))
            {
                return (true, begun.Key);
            }
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            // The message went to another task at the same moment.
        }

        return (false, await FindMessageAsync(begun, cancellationToken)
            ?? throw new ProblemException(Contracts.ErrorCodes.Conflict, "The task is being worked on and takes no message."));
    }

    /// <summary>The task that a message began, or to which it went; null if it was not said before.</summary>
    /// <exception cref="ProblemException"><c>invalid_request</c>: the message ID was used with another message.</exception>
    public async Task<TaskKey?> FindMessageAsync(NewTask begun, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(TaskSql.FindMessage).With(begun.Key.Owner).With(begun.Said.MessageId);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken))
        {
            return null;
        }

        return reader.GetFieldValue<byte[]>(1).AsSpan().SequenceEqual(begun.Hash)
            ? begun.Key with { Id = reader.GetGuid(0) }
            : throw ProblemException.Invalid([new("message.messageId", "was used with another message")]);
    }

    /// <summary>A task as it stands; null if the owner has none.</summary>
    public async Task<TaskRow?> FindAsync(TaskKey key, bool withArtifacts, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(TaskSql.Find).With(true).With(withArtifacts).With(key.Owner).With(key.Id);
        return await command.ReadOneAsync(TaskRow.Read, cancellationToken);
    }

    /// <summary>What happened to a task after an event, and whether there is no more to come; null if the owner has no such task.</summary>
    public async Task<(IReadOnlyList<(int Number, StreamResponse Event)> Events, bool HasEnded)?> EventsAfterAsync(
        TaskKey key, int last, int limit, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(TaskSql.EventsAfter)
            .With(key.Id).With(key.Owner).With(last).With(limit);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        List<(int, StreamResponse)> events = [];
        bool? hasEnded = null;
        while (await reader.ReadAsync(cancellationToken))
        {
            if (!reader.IsDBNull(2))
            {
                last = reader.GetInt32(2);
                events.Add((last, StreamResponse.Parser.ParseFrom(reader.GetFieldValue<byte[]>(3))));
            }

            hasEnded = reader.GetEnum<TaskState>(0).IsTerminal() && last >= reader.GetInt32(1);
        }

        return hasEnded is { } ended ? (events, ended) : null;
    }

    /// <summary>Adds what happened to a task.</summary>
    /// <param name="key">The task.</param>
    /// <param name="holder">Who works on it.</param>
    /// <param name="state">How it stands now.</param>
    /// <param name="note">The message that explains it.</param>
    /// <param name="events">What happened.</param>
    /// <param name="source">
    /// The event of the work behind the task that is told, which is added once: who does not know whether it was asks again. Null for
    /// another.
    /// </param>
    /// <param name="cancellationToken">Ends the writing.</param>
    /// <returns>False if the task is not the holder's any more: it was cancelled, or another replica has it.</returns>
    public async Task<bool> AppendAsync(
        TaskKey key, Guid holder, TaskState state, Message? note, IReadOnlyList<StreamResponse> events, long? source,
        CancellationToken cancellationToken)
    {
        var now = AtOf(events[^1]);
        await using var command = database.CreateCommand(TaskSql.Append)
            .With(key.Id).With(key.Owner).With(holder).With(state.ToColumn()).With(now).With(note?.ToByteArray())
            .With<DateTimeOffset?>(state.IsTerminal() || state == TaskState.InputRequired ? now + Retention : null)
            .With(events.Select(told => told.ToByteArray()).ToArray())
            .With(events.Select(told => told.PayloadCase == StreamResponse.PayloadOneofCase.ArtifactUpdate).ToArray())
            .With(source);
        var isAdded = await command.ExecuteScalarAsync(cancellationToken) is not null;
        if (isAdded || source is null)
        {
            return isAdded;
        }

        await using var find = database.CreateCommand(TaskSql.FindTold).With(key.Id).With(key.Owner).With(holder).With(source);
        return await find.ExecuteScalarAsync(cancellationToken) is not null;
    }

    /// <summary>Says what the work on a task changes from now on.</summary>
    /// <returns>False if the task is not the holder's any more: it was cancelled, or another replica has it.</returns>
    public async Task<bool> ChangeAsync(TaskKey key, Guid holder, string capability, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(TaskSql.Change).With(key.Id).With(key.Owner).With(holder).With(capability);
        return await command.ExecuteScalarAsync(cancellationToken) is not null;
    }

    /// <summary>Cancels a task that waits for its owner, or whose work changes nothing.</summary>
    /// <returns>False if it is not such a task, or not the owner's.</returns>
    public async Task<bool> CancelAsync(
        TaskKey key, StreamResponse told, string[] harmless, CancellationToken cancellationToken)
    {
        var now = AtOf(told);
        await using var command = database.CreateCommand(TaskSql.Cancel)
            .With(key.Id).With(key.Owner).With(now).With(now + Retention).With(told.ToByteArray()).With(harmless);
        return await command.ExecuteScalarAsync(cancellationToken) is not null;
    }

    /// <summary>Says again that a replica works on tasks.</summary>
    /// <returns>Those that are still its own.</returns>
    public async Task<IReadOnlyList<Guid>> RenewAsync(Guid[] tasks, Guid holder, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(TaskSql.Renew).With(tasks).With(holder).With(Now() + Lease);
        return await command.ReadAllAsync(reader => reader.GetGuid(0), cancellationToken);
    }

    /// <summary>Takes tasks whose holder is gone.</summary>
    public async Task<IReadOnlyList<AbandonedTask>> TakeOverAsync(Guid holder, Guid[] own, int limit, CancellationToken cancellationToken)
    {
        var now = Now();
        await using var command =
            database.CreateCommand(TaskSql.TakeOver).With(now).With(holder).With(now + Lease).With(limit).With(own);
        return await command.ReadAllAsync(
            reader => new AbandonedTask(
                new(
                    new(reader.GetGuid(0), reader.GetFieldValue<byte[]>(1)),
                    new(reader.GetString(2), reader.IsDBNull(3) ? null : reader.GetGuid(3).ToString()),
                    reader.GetString(4),
                    Message.Parser.ParseFrom(reader.GetFieldValue<byte[]>(11)),
                    reader.GetFieldValue<byte[]>(12))
                {
                    Note = reader.GetNullableBytes(5) is { } note ? Message.Parser.ParseFrom(note) : null,
                    Capability = reader.GetNullableString(6),
                    Idempotency = reader.GetNullableBytes(7) is { } scope ? new(scope, reader.GetFieldValue<byte[]>(8)) : null,
                    Holder = holder,
                },
                reader.GetFieldValue<DateTimeOffset>(9),
                reader.IsDBNull(10) ? 0 : reader.GetInt64(10)),
            cancellationToken);
    }

    /// <summary>Deletes tasks that have expired, at most <paramref name="limit"/> at once; returns how many.</summary>
    public async Task<int> SweepAsync(int limit, CancellationToken cancellationToken)
    {
        await using var batch = database.CreateBatch();
        batch.Add(TaskSql.SweepCounts);
        batch.Add(TaskSql.Sweep).With(Now()).With(limit);
        await batch.ExecuteNonQueryAsync(cancellationToken);
        return batch.BatchCommands[1].RecordsAffected;
    }

    /// <summary>Now, as the protocol writes times: in whole milliseconds.</summary>
    public DateTimeOffset Now()
    {
        var now = time.GetUtcNow();
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMillisecond));
    }

    // A task says of itself what its events say.
    private DateTimeOffset AtOf(StreamResponse told) => told.StatusUpdate?.Status.Timestamp.ToDateTimeOffset() ?? Now();

    // With whom is to be told of it: one transaction. Whether the first statement did something.
    private static async Task<bool> RunAsync(NpgsqlBatch batch, NewTask begun, DateTimeOffset at, CancellationToken cancellationToken)
    {
        if (begun.Push is { } push)
        {
            batch.Add(PushSql.CreateWithMessage)
                .With(begun.Key.Id).With(begun.Key.Owner).With(push.Id).With(push.Config).With(begun.Said.MessageId)
                .With(new StreamResponse { Task = begun.ToMessage(at) }.ToByteArray()).With(TaskPushes.MostOfTask);
        }

        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var isBegun = await reader.ReadAsync(cancellationToken);
        await reader.CommittedAsync(cancellationToken);
        return isBegun;
    }
}
