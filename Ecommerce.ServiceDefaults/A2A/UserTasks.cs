using System.Globalization;
using A2A.V1;
using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Database;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Npgsql;
using Task = System.Threading.Tasks.Task;

namespace Ecommerce.ServiceDefaults.A2A;

/// <summary>What an agent's tasks hold of a user.</summary>
public static class UserTasks
{
    /// <summary>$1: user. The user's own.</summary>
    internal const string EraseOwn = "DELETE FROM a2a_tasks WHERE user_id = $1";

    // $1: user. The user's own, with what the user said.
    private const string ReadOwn =
        """
        SELECT task_id, coalesce(capability, ''), state, changed_at,
            ARRAY(SELECT message FROM a2a_task_messages said WHERE said.task_id = task.task_id ORDER BY position)
        FROM a2a_tasks task WHERE user_id = $1 ORDER BY changed_at, task_id
        """;

    // $1: the user's ID as text. Whoever's, such as an administrator's, if the user is named in them.
    private const string EraseMentioning =
        """
        DELETE FROM a2a_tasks WHERE task_id IN (
            SELECT task_id FROM a2a_task_messages WHERE position(convert_to($1, 'UTF8') IN message) > 0
            UNION SELECT task_id FROM a2a_task_events WHERE position(convert_to($1, 'UTF8') IN event) > 0)
        """;

    /// <summary>Whether an agent may have tasks of users: it erases what it holds of them.</summary>
    internal static bool AreErasedAt(string agent) =>
        agent == AgentNames.User || CapabilityCatalogue.Find(agent, "erase_user_data") is not null;

    /// <summary>
    /// Reads the user's own: what each of them calls, and what the user said, as the protocol's JSON. What came of it is where it is kept
    /// for longer than a task.
    /// </summary>
    /// <param name="database">The agent's.</param>
    /// <param name="agent">The agent's name.</param>
    /// <param name="userId">The user.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<IReadOnlyList<UserRecord>> ExportAsync(
        NpgsqlDataSource database, string agent, Guid userId, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(ReadOwn).With(userId);
        return await command.ReadAllAsync(
            reader => new UserRecord
            {
                Kind = "task",
                Record = new()
                {
                    Fields =
                    {
                        ["task_id"] = Value.ForString(TaskKey.TextOf(agent, reader.GetGuid(0))),
                        ["capability"] = Value.ForString(reader.GetString(1)),
                        ["state"] = Value.ForString(reader.GetString(2)),
                        ["changed_at"] = Value.ForString(TextOf(reader.GetFieldValue<DateTimeOffset>(3))),
                        ["messages"] = Value.ForList([.. reader.GetFieldValue<byte[][]>(4).Select(Said)]),
                    },
                },
            },
            cancellationToken);
    }

    /// <summary>Erases it, with the transaction.</summary>
    public static async Task EraseAsync(NpgsqlTransaction transaction, Guid userId, CancellationToken cancellationToken)
    {
        await using var batch = transaction.CreateBatch();
        batch.Add(EraseOwn).With(userId);
        batch.Add(EraseMentioning).With(userId.ToString());
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    private static string TextOf(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    // As one text: what a user has nested deeply would not fit into what is nested around it here.
    private static Value Said(byte[] message) => Value.ForString(JsonFormatter.Default.Format(Message.Parser.ParseFrom(message)));
}
