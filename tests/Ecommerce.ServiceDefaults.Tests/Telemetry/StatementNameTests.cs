using Ecommerce.ServiceDefaults.Telemetry;

namespace Ecommerce.ServiceDefaults.Tests.Telemetry;

public sealed class StatementNameTests
{
    [Theory]
    [InlineData("SELECT order_id FROM orders WHERE user_id = $1", "SELECT orders")]
    [InlineData("\n    INSERT INTO payments AS p (a) VALUES ($1) ON CONFLICT DO NOTHING", "INSERT payments")]
    [InlineData("UPDATE products SET sold = sold + 1", "UPDATE products")]
    [InlineData("WITH gone AS (DELETE FROM outbox RETURNING id) SELECT count(*) FROM gone", "DELETE outbox")]
    [InlineData("WITH a AS (INSERT INTO idempotency AS i DEFAULT VALUES), b AS (INSERT INTO orders VALUES ($1)) SELECT", "INSERT orders")]
    [InlineData("WITH a AS (SELECT b FROM orders FOR UPDATE) SELECT b FROM a", "WITH orders")]
    [InlineData("INSERT INTO audit (a) VALUES ($1)", "INSERT audit")]
    [InlineData("SELECT 1", "SELECT")]
    [InlineData("", "SQL")]
    public void A_statement_is_called_by_its_first_change_or_else_by_what_it_reads(string sql, string name) =>
        Assert.Equal(name, StatementName.Of(sql));
}
