using Ecommerce.PaymentAgent.Books;
using Ecommerce.PaymentAgent.Callbacks;
using Ecommerce.PaymentAgent.Payments;
using Ecommerce.PaymentAgent.Refunds;
using Ecommerce.PaymentAgent.UserData;
using Ecommerce.Testing;

namespace Ecommerce.PaymentAgent.Tests;

public sealed class QueryPlanTests(Rig rig) : IClassFixture<Rig>, IAsyncLifetime
{
    // An index of the few rows that wait would serve any question while it is empty.
    public async ValueTask InitializeAsync()
    {
        await rig.StartAsync();
        await Rig.ExecuteAsync(rig.Payments,
            """
            INSERT INTO payment_orders (order_id) SELECT gen_random_uuid() FROM generate_series(1, 3000);
            INSERT INTO payments (transaction_id, order_id, user_id, amount_minor, currency, payment_method, status, attempts,
                next_attempt_at, created_at)
            SELECT gen_random_uuid(), order_id, gen_random_uuid(), 1, 'USD', 'credit_card', 'pending', 1, now(), now()
            FROM payment_orders;
            INSERT INTO refunds (refund_id, transaction_id, amount_minor, reason, kind, status, attempts, next_attempt_at, created_at)
            SELECT gen_random_uuid(), transaction_id, 1, 'x', 'refund', 'pending', 1, now(), now() FROM payments;
            ANALYZE payment_orders, payments, refunds;
            """);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public static TheoryData<string> Payments => QueryPlans.NamesOf(typeof(PaymentSql));

    public static TheoryData<string> Refunds => QueryPlans.NamesOf(typeof(RefundSql));

    [Theory]
    [MemberData(nameof(Payments))]
    public Task A_statement_on_payments_finds_its_rows_by_an_index(string name) => AssertAsync(typeof(PaymentSql), name);

    [Theory]
    [MemberData(nameof(Refunds))]
    public Task A_statement_on_refunds_finds_its_rows_by_an_index(string name) => AssertAsync(typeof(RefundSql), name);

    public static TheoryData<string> UserData => QueryPlans.NamesOf(typeof(UserDataSql));

    [Theory]
    [MemberData(nameof(UserData))]
    public Task A_statement_on_a_users_data_finds_its_rows_by_an_index(string name) => AssertAsync(typeof(UserDataSql), name);

    [Theory]
    [InlineData(nameof(LedgerSql.List))]
    [InlineData(nameof(LedgerSql.ListOfPayment))]
    public Task The_ledger_is_read_by_an_index(string name) => AssertAsync(typeof(LedgerSql), name);

    [Fact]
    public Task The_books_are_read_by_an_index() => AssertAsync(typeof(BookSql), nameof(BookSql.After));

    [Fact]
    public Task A_message_finds_its_payment_by_an_index() => AssertAsync(typeof(CallbackSql), nameof(CallbackSql.Accept));

    private Task AssertAsync(Type statements, string name) =>
        QueryPlans.AssertIndexedAsync(rig.Payments.Owner, QueryPlans.TextOf(statements, name), "fresh");
}
