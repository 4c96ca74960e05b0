using A2A.V1;
using Ecommerce.ServiceDefaults.Database;
using Google.Protobuf.WellKnownTypes;
using Npgsql;
using AgentTask = A2A.V1.Task;

namespace Ecommerce.ServiceDefaults.A2A;

/// <summary>A task as it stands.</summary>
/// <param name="Id">The task.</param>
/// <param name="ContextId">Its context.</param>
/// <param name="State">How it stands.</param>
/// <param name="ChangedAt">Since when.</param>
/// <param name="Note">The message that explains the state.</param>
/// <param name="Capability">What is called; null if none was named yet.</param>
/// <param name="LastEvent">The number of the last event that is in it.</param>
/// <param name="Idempotency">The key under which it is called; null without one.</param>
/// <param name="History">
/// What the owner said and what was said of the task before, in order: with the <paramref name="Note"/> it has every status message once,
/// so that who subscribes again misses none.
/// </param>
/// <param name="Artifacts">What it yielded, piece by piece.</param>
internal sealed record TaskRow(
    Guid Id, string ContextId, TaskState State, DateTimeOffset ChangedAt, Message? Note, string? Capability, int LastEvent,
    IdempotencyKey? Idempotency, IReadOnlyList<Message> History, IReadOnlyList<TaskArtifactUpdateEvent> Artifacts)
{
    /// <summary>Reads the columns that <see cref="TaskSql"/> lists.</summary>
    public static TaskRow Read(NpgsqlDataReader reader)
    {
        var note = reader.GetNullableBytes(4) is { } bytes ? Message.Parser.ParseFrom(bytes) : null;
        return new(
            reader.GetGuid(0),
            reader.GetString(1),
            reader.GetEnum<TaskState>(2),
            reader.GetFieldValue<DateTimeOffset>(3),
            note,
            reader.GetNullableString(5),
            reader.GetInt32(6),
            reader.GetNullableBytes(7) is { } scope ? new(scope, reader.GetFieldValue<byte[]>(8)) : null,
            reader.IsDBNull(9) ? []
                : [.. reader.GetFieldValue<byte[][]>(9).Select(SaidIn).OfType<Message>().Where(said => said.MessageId != note?.MessageId)],
            reader.IsDBNull(10) ? []
                : [.. reader.GetFieldValue<byte[][]>(10).Select(told => StreamResponse.Parser.ParseFrom(told).ArtifactUpdate)]);
    }

    /// <summary>The task as the protocol has it.</summary>
    public AgentTask ToMessage(string agent)
    {
        var task = new AgentTask
        {
            Id = TaskKey.TextOf(agent, Id),
            ContextId = ContextId,
            Status = new() { State = State, Message = Note, Timestamp = ChangedAt.ToTimestamp() },
            History = { History },
        };
        SkillName.Tell(task, Capability);
        foreach (var piece in Artifacts)
        {
            if (task.Artifacts.LastOrDefault() is { } last && piece.Append && last.ArtifactId == piece.Artifact.ArtifactId)
            {
                last.Parts.Add(piece.Artifact.Parts);
            }
            else
            {
                task.Artifacts.Add(piece.Artifact);
            }
        }

        return task;
    }

    // As TaskSql has it: a message, or an event that may have one.
    private static Message? SaidIn(byte[] bytes) => bytes[0] == 0
        ? Message.Parser.ParseFrom(bytes.AsSpan(1)) : StreamResponse.Parser.ParseFrom(bytes.AsSpan(1)).StatusUpdate?.Status.Message;
}
