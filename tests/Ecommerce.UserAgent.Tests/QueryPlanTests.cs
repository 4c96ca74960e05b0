using Ecommerce.Testing;
using Ecommerce.UserAgent.Users;

namespace Ecommerce.UserAgent.Tests;

public sealed class QueryPlanTests(PostgresFixture postgres)
{
    public static TheoryData<string> Users => QueryPlans.NamesOf(typeof(UserSql));

    [Theory]
    [MemberData(nameof(Users))]
    public async Task A_statement_on_users_finds_its_rows_by_an_index(string name)
    {
        await using var database = await postgres.CreateDatabaseAsync("users", typeof(UserStore).Assembly);
        await QueryPlans.AssertIndexedAsync(database.Owner, QueryPlans.TextOf(typeof(UserSql), name));
    }
}
