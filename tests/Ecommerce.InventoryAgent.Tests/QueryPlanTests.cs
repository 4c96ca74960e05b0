using Ecommerce.InventoryAgent.Books;
using Ecommerce.InventoryAgent.Catalogue;
using Ecommerce.InventoryAgent.Reservations;
using Ecommerce.Testing;

namespace Ecommerce.InventoryAgent.Tests;

public sealed class QueryPlanTests(PostgresFixture postgres)
{
    public static TheoryData<string> Products => QueryPlans.NamesOf(typeof(ProductSql));

    public static TheoryData<string> Movements => QueryPlans.NamesOf(typeof(MovementSql));

    public static TheoryData<string> Reservations => QueryPlans.NamesOf(typeof(ReservationSql));

    [Theory]
    [MemberData(nameof(Products))]
    public Task A_statement_on_products_finds_its_rows_by_an_index(string name) => AssertAsync(typeof(ProductSql), name);

    [Theory]
    [MemberData(nameof(Movements))]
    public Task A_statement_on_movements_finds_its_rows_by_an_index(string name) => AssertAsync(typeof(MovementSql), name);

    [Fact]
    public async Task A_products_movements_are_found_without_reading_those_of_others()
    {
        await using var rig = await Rig.StartAsync(postgres);
        await rig.AssertUnfilteredAsync(MovementSql.ListOfProduct);
    }

    [Theory]
    [MemberData(nameof(Reservations))]
    public Task A_statement_on_reservations_finds_its_rows_by_an_index(string name) => AssertAsync(typeof(ReservationSql), name);

    [Fact]
    public Task The_books_are_read_by_an_index() => AssertAsync(typeof(BookSql), nameof(BookSql.After));

    [Fact]
    public async Task What_drifts_is_found_by_an_index()
    {
        await using var rig = await Rig.StartAsync(postgres);
        await rig.AssertIndexedAsync("SELECT * FROM stock_drift", whole: "products");
    }

    private async Task AssertAsync(Type statements, string name)
    {
        await using var rig = await Rig.StartAsync(postgres);
        await rig.AssertIndexedAsync(QueryPlans.TextOf(statements, name));
    }
}
