using Ecommerce.OrderAgent.Books;
using Ecommerce.OrderAgent.Checkouts;
using Ecommerce.OrderAgent.Orders;
using Ecommerce.OrderAgent.Review;
using Ecommerce.OrderAgent.UserData;
using Ecommerce.Testing;

namespace Ecommerce.OrderAgent.Tests;

public sealed class QueryPlanTests(PostgresFixture postgres)
{
    private static readonly Dictionary<string, Type> Statements =
        new[] { typeof(BookSql), typeof(CheckoutSql), typeof(OrderSql), typeof(PaymentInboxSql), typeof(ReviewSql), typeof(UserDataSql) }
            .ToDictionary(type => type.Name);

    // Parts of statements.
    private static readonly string[] Parts = [nameof(OrderSql.Columns), nameof(OrderSql.Lines)];

    public static TheoryData<string, string> Names =>
    [
        .. from type in Statements
           from name in QueryPlans.NamesOf(type.Value)
           where !Parts.Contains(name.Data)
           select (type.Key, name.Data),
    ];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_statement_finds_its_rows_by_an_index(string statements, string name)
    {
        await using var database = await postgres.CreateDatabaseAsync("orders", typeof(OrderStore).Assembly);
        // The position in the payments' stream is a table of one row.
        await QueryPlans.AssertIndexedAsync(database.App, QueryPlans.TextOf(Statements[statements], name), "payment_cursor");
    }
}
