namespace Ecommerce.ServiceDefaults.A2A;

/// <summary>The statements that erase what tasks hold of a user.</summary>
public static class UserTaskSql
{
    /// <summary>$1: user. The user's own.</summary>
    public const string Erase = "DELETE FROM a2a_tasks WHERE user_id = $1";

    /// <summary>$1: the user's ID as text. Whoever's, if the user is named in them.</summary>
    public const string EraseMentioning =
        """
        DELETE FROM a2a_tasks WHERE task_id IN (
            SELECT task_id FROM a2a_task_messages WHERE position(convert_to($1, 'UTF8') IN message) > 0
            UNION SELECT task_id FROM a2a_task_events WHERE position(convert_to($1, 'UTF8') IN event) > 0)
        """;
}
