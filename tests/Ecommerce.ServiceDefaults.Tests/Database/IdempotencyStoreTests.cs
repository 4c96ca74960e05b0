using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Capabilities;
using Ecommerce.ServiceDefaults.Database;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.Testing;
using Npgsql;

namespace Ecommerce.ServiceDefaults.Tests.Database;

public sealed class IdempotencyStoreTests(PostgresFixture postgres) : IAsyncLifetime
{
    private readonly ManualTime _time = new();
    private TestDatabase _database = null!;
    private IdempotencyStore Store => new(_database.App, _time);

    public async ValueTask InitializeAsync() =>
        _database = await postgres.CreateDatabaseAsync("orders", typeof(IdempotencyStoreTests).Assembly);

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task A_new_key_is_the_callers_and_a_repeat_finds_the_same_resource()
    {
        var (first, second) = (Guid.CreateVersion7(_time.GetUtcNow()), Guid.CreateVersion7(_time.GetUtcNow()));

        Assert.True((await ClaimAsync(Key(), first)).IsNew);
        var repeat = await ClaimAsync(Key(), second);

        Assert.Equal(new IdempotencyClaim(IsNew: false, first, Reply: null, Problem: null), repeat);
    }

    [Fact]
    public async Task The_same_key_with_another_body_is_refused()
    {
        await ClaimAsync(Key(sku: "A"), Guid.Empty);

        var refused = await Assert.ThrowsAsync<ProblemException>(() => ClaimAsync(Key(sku: "B"), Guid.Empty));

        Assert.Equal("idempotency_key_reused", refused.Code);
    }

    [Theory]
    [InlineData("b", "u", "create_order")]
    [InlineData("a", "v", "create_order")]
    [InlineData("a", null, "create_order")]
    [InlineData("a", "u", "get_order")]
    public async Task The_same_key_of_another_actor_or_user_or_for_another_capability_is_another_key(
        string actor, string? user, string capability)
    {
        await ClaimAsync(Key(actor: "a", user: "u"), Guid.Empty);

        Assert.True((await ClaimAsync(Key(actor, user: user, capability: capability), Guid.CreateVersion7(_time.GetUtcNow()))).IsNew);
    }

    [Fact]
    public async Task Strangers_with_one_key_are_strangers_unless_they_send_the_same_request()
    {
        var mine = Guid.CreateVersion7(_time.GetUtcNow());
        await ClaimAsync(Key(actor: null, sku: "A"), mine);

        Assert.True((await ClaimAsync(Key(actor: null, sku: "B"), Guid.CreateVersion7(_time.GetUtcNow()))).IsNew);
        Assert.Equal(mine, (await ClaimAsync(Key(actor: null, sku: "A"), Guid.Empty)).ResourceId);
        Assert.True((await ClaimAsync(Key(), Guid.CreateVersion7(_time.GetUtcNow()))).IsNew);
    }

    [Fact]
    public async Task A_user_is_no_stranger()
    {
        await ClaimAsync(Key(actor: null, user: "u", sku: "A"), Guid.Empty);

        var refused = await Assert.ThrowsAsync<ProblemException>(() => ClaimAsync(Key(actor: null, user: "u", sku: "B"), Guid.Empty));

        Assert.Equal("idempotency_key_reused", refused.Code);
    }

    [Fact]
    public async Task A_stored_reply_has_no_secrets()
    {
        await ClaimAsync(Key(), Guid.Empty);
        await CompleteAsync(Key(), new CreateUserRequest { Email = "a@b.example", Password = "correct horse" });

        Assert.Equal(
            Google.Protobuf.MessageExtensions.ToByteArray(new CreateUserRequest { Email = "a@b.example" }),
            (await ClaimAsync(Key(), Guid.Empty)).Reply);
    }

    [Fact]
    public async Task A_reply_is_replayed_byte_for_byte_and_the_first_one_stays()
    {
        var reply = new User { Name = "first" };
        await ClaimAsync(Key(), Guid.Empty);
        await CompleteAsync(Key(), reply);
        await CompleteAsync(Key(), new User { Name = "second" });

        Assert.Equal(Google.Protobuf.MessageExtensions.ToByteArray(reply), (await ClaimAsync(Key(), Guid.Empty)).Reply);
    }

    [Fact]
    public async Task What_ends_after_its_key_was_claimed_for_something_else_answers_no_repeat_of_that()
    {
        Guid old = Guid.CreateVersion7(_time.GetUtcNow()), other = Guid.CreateVersion7(_time.GetUtcNow());
        await ClaimAsync(Key(), old);
        _time.Advance(TimeSpan.FromHours(25));
        await ClaimAsync(Key(), other);

        await CompleteAsync(Key(), new User { Name = "old" }, old);
        Assert.Null((await ClaimAsync(Key(), other)).Reply);

        await CompleteAsync(Key(), new User { Name = "other" }, other);
        Assert.NotNull((await ClaimAsync(Key(), other)).Reply);
    }

    [Fact]
    public async Task A_refusal_is_replayed_with_its_code_message_and_field()
    {
        await ClaimAsync(Key(), Guid.Empty);
        await InTransactionAsync(transaction => Store.CompleteAsync(
            transaction, IdempotencyOutcome.Of(Key(), new ProblemException("out_of_stock", "gone", "items[0].sku")),
            CancellationToken.None));

        var problem = (await ClaimAsync(Key(), Guid.Empty)).Problem!;

        Assert.Equal(("out_of_stock", "gone", "items[0].sku"), (problem.Code, problem.Message, problem.Field));
    }

    [Fact]
    public async Task A_key_is_free_again_after_a_day_and_is_swept()
    {
        await ClaimAsync(Key(), Guid.Empty);
        _time.Advance(TimeSpan.FromHours(24) - TimeSpan.FromSeconds(1));
        Assert.False((await ClaimAsync(Key(), Guid.CreateVersion7(_time.GetUtcNow()))).IsNew);
        _time.Advance(TimeSpan.FromSeconds(2));

        var fresh = Guid.CreateVersion7(_time.GetUtcNow());
        Assert.Equal(new IdempotencyClaim(IsNew: true, fresh, Reply: null, Problem: null), await ClaimAsync(Key(), fresh));

        _time.Advance(TimeSpan.FromHours(25));
        Assert.Equal(1, await Store.SweepAsync(100, CancellationToken.None));
    }

    [Fact]
    public async Task After_its_day_a_key_is_not_found_and_keeps_no_outcome_any_more()
    {
        IdempotencyStore yesterday = new(_database.App, new ManualTime());
        await ClaimAsync(Key(), Guid.Empty);
        _time.Advance(TimeSpan.FromHours(24));
        Assert.NotNull(await Store.FindAsync(Key(), CancellationToken.None));

        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(await Store.FindAsync(Key(), CancellationToken.None));
        await CompleteAsync(Key(), new User { Name = "too late" });
        Assert.Null((await yesterday.FindAsync(Key(), CancellationToken.None))!.Reply);
    }

    [Fact]
    public async Task A_unit_of_work_runs_once_a_key_and_a_repeat_gets_its_reply()
    {
        var runs = 0;
        Task<User> RunAsync(IdempotencyKey? key) => Store.RunAsync(
            key, (_, _) => Task.FromResult(new User { Name = $"run {++runs}" }), CancellationToken.None);

        Assert.Equal("run 1", (await RunAsync(Key())).Name);
        Assert.Equal("run 1", (await RunAsync(Key())).Name);
        Assert.Equal("run 2", (await RunAsync(key: null)).Name);
    }

    [Fact]
    public async Task Of_two_concurrent_calls_of_one_key_one_runs_and_the_other_joins_it()
    {
        var gate = new TaskCompletionSource();
        var runs = 0;
        Task<User> RunAsync() => Store.RunAsync(
            Key(),
            async (_, _) =>
            {
                await gate.Task;
                return new User { Name = $"run {++runs}" };
            },
            CancellationToken.None);

        var (first, second) = (RunAsync(), RunAsync());
        await UntilACallWaitsAsync();
        gate.SetResult();

        Assert.Equal((await first).Name, (await second).Name);
        Assert.Equal(1, runs);
    }

    [Fact]
    public async Task A_repeat_that_has_to_answer_before_the_first_call_ends_is_told_that_the_key_is_in_use()
    {
        var gate = new TaskCompletionSource();
        Task<User> RunAsync() => Store.RunAsync(
            Key() with { AnswerBy = _time.GetUtcNow() + TimeSpan.FromSeconds(29) },
            async (_, _) =>
            {
                await gate.Task;
                return new User();
            },
            CancellationToken.None);

        Task<User>[] calls = [RunAsync(), RunAsync()];
        await UntilACallWaitsAsync();
        _time.Advance(TimeSpan.FromSeconds(29));

        var late = await Assert.ThrowsAsync<ProblemException>(
            async () => await await Task.WhenAny(calls).WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System));
        Assert.Equal((ErrorCodes.IdempotencyKeyInUse, TimeSpan.FromSeconds(1)), (late.Code, late.RetryAfter));
        gate.SetResult();
        Assert.Single(await Task.WhenAll(calls.Select(async call => await Record.ExceptionAsync(() => call) is null)), true);
    }

    [Fact]
    public async Task A_422_is_kept_and_undoes_what_the_work_wrote()
    {
        Task<User> RunAsync(string code) => Store.RunAsync<User>(
            Key(),
            async (transaction, _) =>
            {
                await WriteAsync(transaction);
                throw new ProblemException(code, "no", "items[0].sku");
            }, CancellationToken.None);

        var first = await Assert.ThrowsAsync<ProblemException>(() => RunAsync("out_of_stock"));
        var second = await Assert.ThrowsAsync<ProblemException>(() => RunAsync("conflict"));

        Assert.Equal(("out_of_stock", "no", "items[0].sku"), (first.Code, first.Message, first.Field));
        Assert.Equal(("out_of_stock", "no", "items[0].sku"), (second.Code, second.Message, second.Field));
        Assert.Equal(0, await CountWrittenAsync());
    }

    [Theory]
    [InlineData("email_taken")]
    [InlineData("not_found")]
    [InlineData("unavailable")]
    public async Task Another_refusal_undoes_the_work_and_leaves_the_key_free(string code)
    {
        await Assert.ThrowsAsync<ProblemException>(() => Store.RunAsync<User>(
            Key(),
            async (transaction, _) =>
            {
                await WriteAsync(transaction);
                throw new ProblemException(code, "no");
            }, CancellationToken.None));

        Assert.Equal(0, await CountWrittenAsync());
        var mine = Guid.CreateVersion7(_time.GetUtcNow());
        Assert.Equal(new IdempotencyClaim(IsNew: true, mine, Reply: null, Problem: null), await ClaimAsync(Key(), mine));
    }

    [Fact]
    public async Task Work_that_may_be_repeated_has_one_outcome_the_first()
    {
        var runs = 0;
        var both = new TaskCompletionSource();
        Task<User> RunAsync() => Store.RunRepeatableAsync(
            Key(),
            async _ =>
            {
                var run = Interlocked.Increment(ref runs);
                if (run == 2)
                {
                    both.SetResult();
                }

                await both.Task;
                return new User { Name = $"run {run}" };
            },
            isOutcome: _ => true, CancellationToken.None);

        var replies = await Task.WhenAll(RunAsync(), RunAsync());

        Assert.Equal(replies[0], replies[1]);
        Assert.Equal(replies[0], await RunAsync());
        Assert.Equal(2, runs);
    }

    [Fact]
    public async Task Work_that_goes_on_is_answered_as_it_is_and_its_repeat_is_told_that_the_key_is_in_use()
    {
        Task<User> RunAsync(string name) => Store.RunRepeatableAsync(
            Key(), _ => Task.FromResult(new User { Name = name }), user => user.Name == "done", CancellationToken.None);

        Assert.Equal("goes on", (await RunAsync("goes on")).Name);
        Assert.Equal("idempotency_key_in_use", (await Assert.ThrowsAsync<ProblemException>(() => RunAsync("goes on"))).Code);
        Assert.Equal("done", (await RunAsync("done")).Name);
        Assert.Equal("done", (await RunAsync("goes on")).Name);
    }

    [Fact]
    public async Task Work_that_may_be_repeated_keeps_a_422_and_no_other_refusal()
    {
        Task<User> RunAsync(string code) => Store.RunRepeatableAsync<User>(
            Key(), _ => throw new ProblemException(code, "no"), isOutcome: _ => true, CancellationToken.None);

        foreach (var (code, answer) in new[] { ("unavailable", "unavailable"), ("not_cancelable", "not_cancelable"),
            ("unavailable", "not_cancelable") })
        {
            Assert.Equal(answer, (await Assert.ThrowsAsync<ProblemException>(() => RunAsync(code))).Code);
        }
    }

    private Task UntilACallWaitsAsync() => Eventually.HoldsAsync(
        async () =>
        {
            await using var command = _database.Owner.CreateCommand(
                """
                SELECT count(*) FROM pg_locks w
                WHERE NOT w.granted AND EXISTS (SELECT FROM pg_locks h
                    WHERE h.pid = w.pid AND h.database = (SELECT oid FROM pg_database WHERE datname = current_database()))
                """);
            return (long)(await command.ExecuteScalarAsync())! > 0;
        },
        () => "a call waits for the other's key");

    private static async Task WriteAsync(NpgsqlTransaction transaction)
    {
        await using var command = transaction.CreateCommand(
            "INSERT INTO idempotency (scope, request_hash, resource_id, expires_at) VALUES ('work', 'work', $1, now())").With(Guid.Empty);
        await command.ExecuteNonQueryAsync();
    }

    private async Task<long> CountWrittenAsync()
    {
        await using var command = _database.App.CreateCommand("SELECT count(*) FROM idempotency WHERE scope = 'work'");
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static IdempotencyKey Key(
        string? actor = "spiffe://agentweave.io/client/cli", string sku = "A", string? user = null, string capability = "create_order") =>
        IdempotencyKeys.Create(
            CapabilityCatalogue.Find("order", capability)!, actor, user, "k1",
            new CreateOrderRequest { Items = { new Item { Sku = sku } } })!;

    private async Task<IdempotencyClaim> ClaimAsync(IdempotencyKey key, Guid resource)
    {
        IdempotencyClaim? claim = null;
        await InTransactionAsync(async transaction => claim = await Store.ClaimAsync(transaction, key, resource, CancellationToken.None));
        return claim!;
    }

    private Task CompleteAsync(IdempotencyKey key, Google.Protobuf.IMessage reply, Guid? resource = null) => InTransactionAsync(
        transaction => Store.CompleteAsync(transaction, IdempotencyOutcome.Of(key, reply, resource), CancellationToken.None));

    private async Task InTransactionAsync(Func<NpgsqlTransaction, Task> work)
    {
        await using var connection = await _database.App.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await work(transaction);
        await transaction.CommitAsync();
    }
}
