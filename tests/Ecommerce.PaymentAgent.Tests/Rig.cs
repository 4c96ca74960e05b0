using Ecommerce.PaymentAgent.Payments;
using Ecommerce.PaymentAgent.Provider;
using Ecommerce.ServiceDefaults.Database;
using Ecommerce.Testing;
using Microsoft.Extensions.Hosting;

[assembly: AssemblyFixture(typeof(PostgresFixture))]

namespace Ecommerce.PaymentAgent.Tests;

/// <summary>
/// A payment agent on real databases, and what tests read in them. The databases belong to a test class and are emptied for each of its
/// tests, since creating new ones takes longer than most tests.
/// </summary>
public sealed class Rig(PostgresFixture postgres) : IAsyncLifetime
{
    private readonly List<BackgroundService> _running = [];
    private TestDatabase? _payments;
    private TestDatabase? _sandbox;
    private Replica? _agent;

    internal TestDatabase Payments => _payments!;
    internal TestDatabase Sandbox => _sandbox!;
    internal Replica Agent => _agent!;

    internal static DateTimeOffset Now => TimeProvider.System.GetUtcNow();
    internal static DateTimeOffset Soon => Now + TimeSpan.FromSeconds(10);

    public async ValueTask InitializeAsync()
    {
        _payments = await postgres.CreateDatabaseAsync("payments", typeof(PaymentStore).Assembly);
        _sandbox = await postgres.CreateDatabaseAsync("sandbox", typeof(PaymentStore).Assembly, "Sandbox.Migrations");
    }

    /// <summary>Begins a test: with a new process, and without any row or worker of an earlier test.</summary>
    internal async Task StartAsync()
    {
        await StopAsync();
        await ExecuteAsync(Payments,
            """
            ALTER TABLE ledger_entries DISABLE TRIGGER USER;
            ALTER TABLE payment_events DISABLE TRIGGER USER;
            TRUNCATE payment_orders, payments, refunds, ledger_entries, payment_events, idempotency, provider_events;
            ALTER TABLE ledger_entries ENABLE TRIGGER USER;
            ALTER TABLE payment_events ENABLE TRIGGER USER;
            """);
        await ExecuteAsync(Sandbox, "TRUNCATE charges, refunds");
        _agent = new(this);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await Payments.DisposeAsync();
        await Sandbox.DisposeAsync();
    }

    internal static Guid NewId() => Guid.CreateVersion7(TimeProvider.System.GetUtcNow());

    internal static PaymentRequest Request(string method = "credit_card", long amount = 3998, Guid? order = null, string? key = null)
    {
        var id = order ?? NewId();
        return new(id, Guid.Parse("11111111-1111-7111-8111-111111111111"), amount, "USD", method, key ?? $"{id}/pay");
    }

    /// <summary>The key that the invoker would make: who says it, under what name, and what exactly.</summary>
    internal static IdempotencyKey Key(string actor, object request) => new(
        System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(actor)),
        System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(request.ToString()!)));

    internal Task<Contracts.V1.Payment> PayAsync(PaymentRequest request, IdempotencyKey? key = null, DateTimeOffset? until = null) =>
        Agent.Payments.ProcessAsync(request, key, until ?? Soon, CancellationToken.None);

    internal Task<Contracts.V1.Refund> RefundAsync(
        string transactionId, long? amount, string? key = null, IdempotencyKey? idempotency = null) =>
        Agent.Refunds.RefundAsync(new(Guid.Parse(transactionId), amount, "returned", key), idempotency, Soon, CancellationToken.None);

    internal Task<Payment?> VoidAsync(Guid order) => Agent.Payments.VoidAsync(order, "changed my mind", Soon, CancellationToken.None);

    internal async Task<Payment> OnlyPaymentAsync(Guid order) =>
        Assert.Single(await Agent.PaymentStore.ListAsync(order, owner: null, CancellationToken.None));

    /// <summary>Starts the background work of one more process; with the sandbox if there is no other provider.</summary>
    internal async Task StartWorkerAsync(PaymentProvider? provider = null)
    {
        var worker = new Replica(this, provider).Worker;
        _running.Add(worker);
        await worker.StartAsync(CancellationToken.None);
    }

    /// <summary>Ends every lease, as time would.</summary>
    internal Task EndLeasesAsync() => ExecuteAsync(
        Payments, "UPDATE payments SET next_attempt_at = now() WHERE NOT settled; UPDATE refunds SET next_attempt_at = now()");

    internal async Task<Payment> UntilAsync(Guid order, Func<Payment, bool> condition)
    {
        Payment? payment = null;
        await Eventually.HoldsAsync(async () => condition(payment = await OnlyPaymentAsync(order)), () => $"the payment is {payment}");
        return payment!;
    }

    internal static async Task ExecuteAsync(TestDatabase database, string sql)
    {
        await using var command = database.Owner.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    internal static async Task<T> ReadAsync<T>(TestDatabase database, string sql)
    {
        await using var command = database.Owner.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>What the provider took, less what it gave back, in minor units.</summary>
    internal Task<long> TakenAtProviderAsync() => ReadAsync<long>(Sandbox,
        """
        SELECT (coalesce((SELECT sum(amount_minor) FROM charges WHERE status = 'captured'), 0)
            - coalesce((SELECT sum(amount_minor) FROM refunds), 0))::bigint
        """);

    /// <summary>The shop's account in the ledger, in minor units.</summary>
    internal Task<long> ShopBalanceAsync() => ReadAsync<long>(Payments,
        "SELECT coalesce(sum(amount_minor), 0)::bigint FROM ledger_postings WHERE account = 'shop'");

    /// <summary>The ledger agrees with itself, with the payments and with the provider.</summary>
    internal async Task AssertMoneyAddsUpAsync()
    {
        Assert.Equal(0, await ReadAsync<long>(Payments, "SELECT coalesce(sum(amount_minor), 0)::bigint FROM ledger_postings"));
        Assert.Equal(await ShopBalanceAsync(), await TakenAtProviderAsync());
        Assert.Equal(0, await ReadAsync<long>(Payments,
            """
            SELECT count(*) FROM payments AS p WHERE captured_minor - refunded_minor <> (
                SELECT coalesce(sum(amount_minor), 0) FROM ledger_postings AS l
                WHERE l.transaction_id = p.transaction_id AND account = 'shop')
            """));
    }

    private async Task StopAsync()
    {
        foreach (var service in _running)
        {
            await service.StopAsync(CancellationToken.None);
            service.Dispose();
        }

        _running.Clear();
    }
}
