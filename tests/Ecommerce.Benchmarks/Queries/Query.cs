using Ecommerce.InventoryAgent.Catalogue;
using Ecommerce.InventoryAgent.Reservations;
using Ecommerce.OrderAgent.Checkouts;
using Ecommerce.OrderAgent.Orders;
using Ecommerce.OrderAgent.Review;
using Ecommerce.PaymentAgent.Payments;
using Ecommerce.PaymentAgent.Refunds;
using Ecommerce.ServiceDefaults.A2A;
using Ecommerce.ServiceDefaults.Database;

namespace Ecommerce.Benchmarks.Queries;

/// <summary>A statement whose time must not grow with the orders.</summary>
/// <param name="Database">orders, payments or inventory.</param>
/// <param name="Name">What asks it.</param>
/// <param name="Sql">The statement that the agent sends.</param>
/// <param name="Arguments">Its parameters in SQL; :last is the newest order's ID, :middle one between, :buyer who bought many.</param>
/// <param name="Whole">The tables that it may read as a whole: the catalogue, or a partial index of the few rows that wait.</param>
internal sealed record Query(string Database, string Name, string Sql, string Arguments = "", params string[] Whole)
{
    private const string Greatest = "'ffffffff-ffff-ffff-ffff-ffffffffffff'";
    private const string Owner = @"'\x01'";
    private const string Middle = "'2026-01-01'::timestamptz + :orders * interval '0.01 s'";
    private const string Nobody = "'00000000-0000-0000-0000-000000000000'";

    /// <summary>All of them: lists, claims, what watchers read, sweeps, and what is compared.</summary>
    public static IReadOnlyList<Query> All =>
    [
        new("orders", "list_orders", OrderSql.List, $":buyer, NULL, {Greatest}, 20"),
        new("orders", "list_orders, a page in the middle", OrderSql.List, ":buyer, NULL, :middle, 20"),
        new("orders", "get_order", OrderSql.Find, ":middle, NULL"),
        new("orders", "watch_order", OrderSql.EventsAfter, ":middle, 0"),
        new("orders", "claim of checkouts", CheckoutSql.Claim, "1, 32, interval '5 s'"),
        new("orders", "lock of a checkout", CheckoutSql.Lock, ":middle, 1"),
        new("orders", "captures that are known", PaymentInboxSql.HaveLearned, "ARRAY[:middle, :last]::uuid[], 1"),
        new("orders", "list_checkouts", ReviewSql.List, $"0, 2, 0, {Nobody}, 20"),
        new("orders", "checkouts to review, counted", ReviewSql.Count),
        new("orders", "list_books", OrderAgent.Books.BookSql.After, ":middle, 100"),
        new("orders", "repeated key", IdempotencySql.Find, "sha256('5000'), now()"),
        new("orders", "sweep of keys", IdempotencySql.Sweep, "now(), 5000"),
        new("orders", "ListTasks", TaskSql.List, $"true, false, {Owner}, 'infinity', {Greatest}, '-infinity', 51"),
        new("orders", "ListTasks with artifacts", TaskSql.List, $"true, true, {Owner}, 'infinity', {Greatest}, '-infinity', 101"),
        new("orders", "ListTasks, a page in the middle", TaskSql.List,
            $"true, false, {Owner}, {Middle}, {Greatest}, '-infinity', 51"),
        new("orders", "ListTasks in a state", TaskSql.ListInState,
            $"true, false, {Owner}, 'infinity', {Greatest}, '-infinity', 51, 'failed'"),
        new("orders", "ListTasks of a context", TaskSql.ListOfContext,
            $"true, false, {Owner}, 'infinity', {Greatest}, '-infinity', 51, 'c-2'"),
        new("orders", "totalSize", TaskSql.Count, $"{Owner}, NULL"),
        new("orders", "totalSize, half changed since", TaskSql.CountSince, $"{Owner}, {Middle}"),
        new("orders", "totalSize in a state, half changed since", TaskSql.CountSinceInState, $"{Owner}, {Middle}, 'completed'"),
        new("orders", "totalSize of a context", TaskSql.CountOfContext, $"{Owner}, '-infinity', NULL, 'c-2'"),
        new("orders", "GetTask", TaskSql.Find, $"true, true, {Owner}, pg_temp.id(100)"),
        new("orders", "a task's events", TaskSql.EventsAfter, $"pg_temp.id(100), {Owner}, 0, 100"),
        new("payments", "list_payments", PaymentSql.List, ":middle, NULL, 100"),
        new("payments", "watch_payments, all", PaymentSql.EventsAfter, ":orders - 100, 100"),
        new("payments", "watch_payments, a buyer of many", PaymentSql.EventsOfUserAfter, ":orders / 2, 100, :buyer"),
        new("payments", "watch_payments, a buyer of none", PaymentSql.EventsOfUserAfter, $"0, 100, {Nobody}"),
        new("payments", "claim of a payment", PaymentSql.ClaimDue, "interval '5 s'"),
        new("payments", "claim of a refund", RefundSql.ClaimDue, "interval '5 s'"),
        new("payments", "overdue, counted", PaymentSql.CountOverdue, "now(), now()"),
        new("payments", "list_books", PaymentAgent.Books.BookSql.After, ":middle, 100"),
        new("inventory", "get_reservation", ReservationSql.Find, ":middle"),
        new("inventory", "sweep of holds", ReservationSql.Expire, "100", "products", "reservations"),
        new("inventory", "list_movements", MovementSql.List, $"{Greatest}, 20"),
        new("inventory", "list_movements of one SKU", MovementSql.ListOfProduct, $"{Greatest}, 20, 'SKU-7'"),
        new("inventory", "list_movements of a SKU that has none", MovementSql.ListOfProduct, $"{Greatest}, 20, 'SKU-none'"),
        new("inventory", "list_books", InventoryAgent.Books.BookSql.After, ":middle, 100"),
        new("inventory", "stock_drift", "SELECT * FROM stock_drift", "", "products"),
    ];
}
