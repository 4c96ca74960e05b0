using Ecommerce.PaymentAgent.Sandbox;
using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Database;
using Ecommerce.ServiceDefaults.Development;
using Ecommerce.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

[assembly: AssemblyFixture(typeof(PostgresFixture))]

namespace Ecommerce.PaymentAgent.Tests;

/// <summary>What one process of the payment agent consists of, over databases that outlive it.</summary>
internal sealed class Replica
{
    public Replica(Rig rig)
    {
        var configuration = new ConfigurationBuilder().Build();
        var failpoints = new Failpoints(configuration, new AgentSettings(configuration));
        IdempotencyStore idempotency = new(rig.Payments.App, TimeProvider.System);
        Sandbox = new SandboxProvider(rig.Sandbox.App, TimeProvider.System);
        PaymentStore = new(rig.Payments.App, idempotency, TimeProvider.System);
        RefundStore = new(rig.Payments.App, idempotency, TimeProvider.System);
        Refunds = new(RefundStore, Sandbox, failpoints, NullLogger<RefundProcessor>.Instance, TimeProvider.System);
        Payments = new(PaymentStore, Refunds, Sandbox, failpoints, NullLogger<PaymentProcessor>.Instance, TimeProvider.System);
        Events = new(rig.Payments.App, NullLogger<PaymentEvents>.Instance, TimeProvider.System);
        Worker = new PaymentWorker(PaymentStore, RefundStore, Payments, Refunds, NullLogger<PaymentWorker>.Instance, TimeProvider.System);
    }

    public SandboxProvider Sandbox { get; }
    public PaymentStore PaymentStore { get; }
    public RefundStore RefundStore { get; }
    public PaymentProcessor Payments { get; }
    public RefundProcessor Refunds { get; }
    public PaymentEvents Events { get; }
    public BackgroundService Worker { get; }
}

/// <summary>The databases of one test class, emptied for each of its tests: making new ones takes longer than most tests.</summary>
public sealed class PaymentDatabases(PostgresFixture postgres) : IAsyncLifetime
{
    private TestDatabase? _payments;
    private TestDatabase? _sandbox;

    public async ValueTask InitializeAsync()
    {
        _payments = await postgres.CreateDatabaseAsync("payments", typeof(PaymentStore).Assembly);
        _sandbox = await postgres.CreateDatabaseAsync("sandbox", typeof(PaymentStore).Assembly, "Sandbox.Migrations");
    }

    internal async Task<Rig> StartAsync()
    {
        await Rig.ExecuteAsync(_payments!,
            """
            ALTER TABLE ledger_entries DISABLE TRIGGER USER;
            ALTER TABLE payment_events DISABLE TRIGGER USER;
            TRUNCATE payment_orders, payments, refunds, ledger_entries, payment_events, idempotency;
            ALTER TABLE ledger_entries ENABLE TRIGGER USER;
            ALTER TABLE payment_events ENABLE TRIGGER USER;
            """);
        await Rig.ExecuteAsync(_sandbox!, "TRUNCATE charges, refunds");
        return new(_payments!, _sandbox!);
    }

    public async ValueTask DisposeAsync()
    {
        await _payments!.DisposeAsync();
        await _sandbox!.DisposeAsync();
    }
}

/// <summary>A payment agent on real databases, and the looks past it that tests need.</summary>
internal sealed class Rig : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly List<BackgroundService> _running = [];

    public Rig(TestDatabase payments, TestDatabase sandbox)
    {
        (Payments, Sandbox) = (payments, sandbox);
        Agent = new(this);
    }

    public TestDatabase Payments { get; }
    public TestDatabase Sandbox { get; }
    public Replica Agent { get; }

    public static DateTimeOffset Soon => TimeProvider.System.GetUtcNow() + TimeSpan.FromSeconds(10);

    public static Guid NewId() => Guid.CreateVersion7(TimeProvider.System.GetUtcNow());

    public static PaymentRequest Request(string method = "credit_card", long amount = 3998, Guid? order = null, string? key = null)
    {
        var id = order ?? NewId();
        return new(id, Guid.Parse("11111111-1111-7111-8111-111111111111"), amount, "USD", method, key ?? $"{id}/pay");
    }

    /// <summary>The key that the invoker would make: who says it, under what name, and what exactly.</summary>
    public static IdempotencyKey Key(string actor, object request) => new(
        System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(actor)),
        System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(request.ToString()!)));

    public Task<Contracts.V1.Payment> PayAsync(PaymentRequest request, IdempotencyKey? key = null, DateTimeOffset? until = null) =>
        Agent.Payments.ProcessAsync(request, key, until ?? Soon, CancellationToken.None);

    public Task<Contracts.V1.Refund> RefundAsync(
        string transactionId, long? amount, string? key = null, IdempotencyKey? idempotency = null) =>
        Agent.Refunds.RefundAsync(new(Guid.Parse(transactionId), amount, "returned", key), idempotency, Soon, CancellationToken.None);

    public Task<Payment?> VoidAsync(Guid order) => Agent.Payments.VoidAsync(order, "changed my mind", Soon, CancellationToken.None);

    public async Task<Payment> OnlyPaymentAsync(Guid order) =>
        Assert.Single(await Agent.PaymentStore.ListAsync(order, owner: null, CancellationToken.None));

    /// <summary>Starts the background work of one more process.</summary>
    public async Task StartWorkerAsync()
    {
        var worker = new Replica(this).Worker;
        _running.Add(worker);
        await worker.StartAsync(CancellationToken.None);
    }

    /// <summary>Ends every lease, as time would.</summary>
    public Task EndLeasesAsync() => ExecuteAsync(
        Payments, "UPDATE payments SET next_attempt_at = now() WHERE NOT settled; UPDATE refunds SET next_attempt_at = now()");

    public async Task<Payment> UntilAsync(Guid order, Func<Payment, bool> condition)
    {
        Payment? payment = null;
        await UntilAsync(async () => condition(payment = await OnlyPaymentAsync(order)));
        return payment!;
    }

    public static async Task UntilAsync(Func<Task<bool>> condition)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(started) < Patience, "It did not happen in time.");
            await Task.Delay(TimeSpan.FromMilliseconds(30), TimeProvider.System);
        }
    }

    public static async Task ExecuteAsync(TestDatabase database, string sql)
    {
        await using var command = database.Owner.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    public static async Task<T> ReadAsync<T>(TestDatabase database, string sql)
    {
        await using var command = database.Owner.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>What the provider took, less what it gave back, in minor units.</summary>
    public Task<long> TakenAtProviderAsync() => ReadAsync<long>(Sandbox,
        """
        SELECT (coalesce((SELECT sum(amount_minor) FROM charges WHERE status = 'captured'), 0)
            - coalesce((SELECT sum(amount_minor) FROM refunds), 0))::bigint
        """);

    /// <summary>The shop's account in the ledger, in minor units.</summary>
    public Task<long> ShopBalanceAsync() => ReadAsync<long>(Payments,
        "SELECT coalesce(sum(amount_minor), 0)::bigint FROM ledger_postings WHERE account = 'shop'");

    /// <summary>The ledger agrees with itself, with the payments and with the provider.</summary>
    public async Task AssertMoneyAddsUpAsync()
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

    public async ValueTask DisposeAsync()
    {
        foreach (var service in _running)
        {
            await service.StopAsync(CancellationToken.None);
            service.Dispose();
        }
    }
}
