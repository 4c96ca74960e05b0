using Ecommerce.ServiceDefaults.Database;
using Npgsql;

namespace Ecommerce.ServiceDefaults.A2A;

/// <summary>What an agent's tasks hold of a user.</summary>
public static class UserTasks
{
    /// <summary>$1: user. The user's own.</summary>
    internal const string EraseOwn = "DELETE FROM a2a_tasks WHERE user_id = $1";

    // $1: the user's ID as text. Whoever's, such as an administrator's, if the user is named in them.
    private const string EraseMentioning =
        """
        DELETE FROM a2a_tasks WHERE task_id IN (
            SELECT task_id FROM a2a_task_messages WHERE position(convert_to($1, 'UTF8') IN message) > 0
            UNION SELECT task_id FROM a2a_task_events WHERE position(convert_to($1, 'UTF8') IN event) > 0)
        """;

    /// <summary>Erases it, with the transaction.</summary>
    public static async Task EraseAsync(NpgsqlTransaction transaction, Guid userId, CancellationToken cancellationToken)
    {
        await using var batch = transaction.CreateBatch();
        batch.Add(EraseOwn).With(userId);
        batch.Add(EraseMentioning).With(userId.ToString());
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }
}
