using Ecommerce.Testing;
using Ecommerce.UserAgent.Erasure;
using Ecommerce.UserAgent.Sessions;
using Ecommerce.UserAgent.Tokens;
using Ecommerce.UserAgent.Users;

namespace Ecommerce.UserAgent.Tests;

public sealed class QueryPlanTests(PostgresFixture postgres)
{
    public static TheoryData<string> Users => QueryPlans.NamesOf(typeof(UserSql));

    public static TheoryData<string> Passwords => QueryPlans.NamesOf(typeof(PasswordSql));

    public static TheoryData<string> Sessions => QueryPlans.NamesOf(typeof(SessionSql));

    public static TheoryData<string> Keys => QueryPlans.NamesOf(typeof(SigningKeySql));

    public static TheoryData<string> Erasures => QueryPlans.NamesOf(typeof(ErasureSql));

    [Theory]
    [MemberData(nameof(Users))]
    public Task A_statement_on_users_finds_its_rows_by_an_index(string name) => AssertIndexedAsync(typeof(UserSql), name);

    [Theory]
    [MemberData(nameof(Passwords))]
    public Task A_statement_on_passwords_finds_its_rows_by_an_index(string name) => AssertIndexedAsync(typeof(PasswordSql), name);

    [Theory]
    [MemberData(nameof(Sessions))]
    public Task A_statement_on_sessions_finds_its_rows_by_an_index(string name) => AssertIndexedAsync(typeof(SessionSql), name);

    [Theory]
    [MemberData(nameof(Keys))]
    public Task A_statement_on_signing_keys_reads_no_other_table(string name) =>
        AssertIndexedAsync(typeof(SigningKeySql), name, "signing_keys");

    [Theory]
    [MemberData(nameof(Erasures))]
    public Task A_statement_on_erasures_finds_its_rows_by_an_index(string name) =>
        // Stored replies have no owner; they are kept for a day, and erasures are few.
        AssertIndexedAsync(typeof(ErasureSql), name, "idempotency");

    private async Task AssertIndexedAsync(Type statements, string name, params string[] whole)
    {
        await using var database = await postgres.CreateDatabaseAsync("users", typeof(UserStore).Assembly);
        await QueryPlans.AssertIndexedAsync(database.Owner, QueryPlans.TextOf(statements, name), whole);
    }
}
