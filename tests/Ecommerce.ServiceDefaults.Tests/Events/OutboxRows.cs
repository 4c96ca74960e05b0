using Ecommerce.Testing;

namespace Ecommerce.ServiceDefaults.Tests.Events;

internal static class OutboxRows
{
    /// <summary>Writes one subject's events, numbered from one number to another.</summary>
    public static async Task FillOutboxAsync(this TestDatabase database, string subject, int from, int to, string type = "test.happened")
    {
        await using var command = database.App.CreateCommand(
            """
            INSERT INTO outbox (subject, event)
            SELECT $1::text, jsonb_build_object('id', $1 || '#' || n, 'source', '/test', 'subject', $1::text, 'type', $4::text, 'number', n)
            FROM generate_series($2, $3) n ORDER BY n
            """);
        command.Parameters.Add(new() { Value = subject });
        command.Parameters.Add(new() { Value = from });
        command.Parameters.Add(new() { Value = to });
        command.Parameters.Add(new() { Value = type });
        await command.ExecuteNonQueryAsync();
    }

    public static async Task<long> CountOutboxAsync(this TestDatabase database)
    {
        await using var command = database.Owner.CreateCommand("SELECT count(*) FROM outbox");
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
