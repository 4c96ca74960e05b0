using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Database;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.Testing;

namespace Ecommerce.ServiceDefaults.Tests.Database;

public sealed class IdempotencyStoreTests(PostgresFixture postgres) : IAsyncLifetime
{
    private readonly ManualTime _time = new();
    private TestDatabase _database = null!;
    private IdempotencyStore Store => new(_time);

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

    [Fact]
    public async Task The_same_key_of_another_actor_is_another_key()
    {
        await ClaimAsync(Key(actor: "a"), Guid.Empty);

        Assert.True((await ClaimAsync(Key(actor: "b"), Guid.CreateVersion7(_time.GetUtcNow()))).IsNew);
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
    public void Secrets_make_no_difference_to_a_key()
    {
        var capability = CapabilityCatalogue.Find("user", "create_user")!;
        IdempotencyKey KeyOf(string password) =>
            IdempotencyKey.Create(capability, null, null, "k1", new CreateUserRequest { Email = "a@b.example", Password = password })!;

        Assert.Equal(KeyOf("correct horse").RequestHash, KeyOf("battery staple").RequestHash);
        Assert.Equal(KeyOf("correct horse").Scope, KeyOf("battery staple").Scope);
    }

    [Fact]
    public void A_key_is_the_same_in_the_header_and_in_the_body()
    {
        var capability = CapabilityCatalogue.Find("order", "create_order")!;
        IdempotencyKey KeyOf(CreateOrderRequest request) => IdempotencyKey.Create(capability, "actor", null, "k1", request)!;
        var (inHeader, inBody) = (new CreateOrderRequest { UserId = "u" }, new CreateOrderRequest { UserId = "u", IdempotencyKey = "k1" });

        Assert.Equal(KeyOf(inBody).RequestHash, KeyOf(inHeader).RequestHash);
        Assert.Equal("", inHeader.IdempotencyKey);
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
    public async Task A_refusal_is_replayed_with_its_code_message_and_field()
    {
        await ClaimAsync(Key(), Guid.Empty);
        await using (var connection = await _database.App.OpenConnectionAsync())
        {
            await Store.CompleteAsync(
                connection, null, Key(), new ProblemException("out_of_stock", "gone", "items[0].sku"), CancellationToken.None);
        }

        var problem = (await ClaimAsync(Key(), Guid.Empty)).Problem!;

        Assert.Equal(("out_of_stock", "gone", "items[0].sku"), (problem.Code, problem.Message, problem.Field));
    }

    [Fact]
    public async Task A_key_is_free_again_after_a_day_and_is_swept()
    {
        await ClaimAsync(Key(), Guid.Empty);
        _time.Advance(TimeSpan.FromHours(24) + TimeSpan.FromSeconds(1));

        var fresh = Guid.CreateVersion7(_time.GetUtcNow());
        Assert.Equal(new IdempotencyClaim(IsNew: true, fresh, Reply: null, Problem: null), await ClaimAsync(Key(), fresh));

        _time.Advance(TimeSpan.FromHours(25));
        Assert.Equal(1, await Store.SweepAsync(_database.App, 100, CancellationToken.None));
    }

    private static IdempotencyKey Key(
        string? actor = "spiffe://agentweave.io/client/cli", string sku = "A", string? user = null) => IdempotencyKey.Create(
        CapabilityCatalogue.Find("order", "create_order")!, actor, user, "k1",
        new CreateOrderRequest { Items = { new Item { Sku = sku } } })!;

    private async Task<IdempotencyClaim> ClaimAsync(IdempotencyKey key, Guid resource)
    {
        await using var connection = await _database.App.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var claim = await Store.ClaimAsync(connection, transaction, key, resource, CancellationToken.None);
        await transaction.CommitAsync();
        return claim;
    }

    private async Task CompleteAsync(IdempotencyKey key, Google.Protobuf.IMessage reply)
    {
        await using var connection = await _database.App.OpenConnectionAsync();
        await Store.CompleteAsync(connection, null, key, reply, CancellationToken.None);
    }
}
