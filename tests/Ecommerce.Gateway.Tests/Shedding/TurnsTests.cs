using Ecommerce.Contracts;
using Ecommerce.Gateway.Shedding;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.Testing;

namespace Ecommerce.Gateway.Tests.Shedding;

public sealed class TurnsTests : IDisposable
{
    private static readonly Capability Browse = Find(AgentNames.Inventory, "list_products");
    private static readonly Capability Read = Find(AgentNames.Order, "get_order");
    private static readonly Capability Checkout = Find(AgentNames.Order, "create_order");
    private static readonly Capability SignIn = Find(AgentNames.User, "authenticate");

    private readonly ManualTime _time = new();
    private readonly Turns _turns;

    public TurnsTests() => _turns = new(_time);

    public void Dispose() => _turns.Dispose();

    [Theory]
    [InlineData(AgentNames.Inventory, "get_product", "Browsing")]
    [InlineData(AgentNames.Order, "list_orders", "Browsing")]
    [InlineData(AgentNames.User, "export_user", "Browsing")]
    [InlineData(AgentNames.Order, "get_order", "Reading")]
    [InlineData(AgentNames.Order, "watch_order", "Reading")]
    [InlineData(AgentNames.Payment, "get_payment", "Reading")]
    [InlineData(AgentNames.Order, "create_order", "Changing")]
    [InlineData(AgentNames.Order, "cancel_order", "Changing")]
    [InlineData(AgentNames.User, "authenticate", "Vital")]
    [InlineData(AgentNames.User, "refresh_session", "Vital")]
    [InlineData(AgentNames.User, "create_user", "Vital")]
    [InlineData(AgentNames.Payment, "handle_provider_event", "Vital")]
    [InlineData(AgentNames.Gateway, "health", "Vital")]
    public void What_is_refused_first_follows_from_the_contract(string agent, string action, string priority) =>
        Assert.Equal(priority, $"{Priorities.Of(Find(agent, action))}");

    [Fact]
    public async Task Who_waits_gets_the_next_turn_the_most_important_first()
    {
        var running = await FillAsync(Browse);
        var (browse, read, checkout) = (Enter(Browse), Enter(Read), Enter(Checkout));
        Assert.False(browse.IsCompleted || read.IsCompleted || checkout.IsCompleted);

        running[0].Dispose();
        var first = await checkout;
        Assert.False(read.IsCompleted);
        first.Dispose();
        (await read).Dispose();
        (await browse).Dispose();
    }

    [Fact]
    public async Task Signing_in_waits_for_nobody()
    {
        await FillAsync(Checkout);
        Assert.False(Enter(Checkout).IsCompleted);
        Assert.True(Enter(SignIn).IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Nobody_is_refused_as_long_as_nobody_waits_for_long()
    {
        var running = await FillAsync(Checkout);
        List<Task<Turn>> waiting = [.. Enumerable.Range(0, 3 * AdaptiveLimit.First).Select(_ => Enter(Checkout))];
        for (var round = 0; round < 3; round++)
        {
            _time.Advance(TimeSpan.FromMilliseconds(50));
            running.ForEach(turn => turn.Dispose());
            running = [.. await Task.WhenAll(waiting.Take(AdaptiveLimit.First))];
            waiting.RemoveRange(0, AdaptiveLimit.First);
        }

        Assert.Empty(waiting);
    }

    [Fact]
    public async Task A_long_queue_that_does_not_grow_is_no_overload()
    {
        await FillAsync(Checkout);
        var waiting = Enumerable.Range(0, 40).Select(_ => Enter(Checkout)).ToList();
        _time.Advance(TimeSpan.FromMilliseconds(600));
        waiting.AddRange(Enumerable.Range(0, 15).Select(_ => Enter(Checkout)));
        _time.Advance(TimeSpan.FromMilliseconds(300));
        Assert.DoesNotContain(waiting, entering => entering.IsCompleted);
    }

    [Fact]
    public async Task Nobody_waits_for_over_a_second_and_what_is_important_pays_for_nothing_else()
    {
        var running = await FillAsync(Checkout);
        var browse = Enter(Browse);
        for (var i = 0; i < 27; i++)
        {
            _time.Advance(TimeSpan.FromMilliseconds(40));
            var checkout = Enter(Checkout);
            running[i].Dispose();
            running.Add(await checkout);
        }

        await AssertRefusedAsync(browse);
        var patient = Enter(Checkout);
        _time.Advance(TimeSpan.FromMilliseconds(30));
        Assert.False(patient.IsCompleted);
    }

    [Fact]
    public async Task Whoever_waits_for_long_in_a_queue_that_grows_is_refused_and_then_only_who_is_served_at_once_is_not()
    {
        var running = await FillAsync(Checkout);
        var (early, late) = (Enter(Checkout), Enter(Browse));
        _time.Advance(TimeSpan.FromMilliseconds(250));
        Assert.False(early.IsCompleted || late.IsCompleted);
        var more = Enumerable.Range(0, 20).Select(_ => Enter(Browse)).ToList();
        _time.Advance(TimeSpan.FromMilliseconds(10));
        await AssertRefusedAsync(early);
        await AssertRefusedAsync(late);

        // What was enough patience before is too much now.
        _time.Advance(TimeSpan.FromMilliseconds(20));
        await Task.WhenAll(more.Select(AssertRefusedAsync));
        var next = Enter(Checkout);
        _time.Advance(TimeSpan.FromMilliseconds(30));
        await AssertRefusedAsync(next);
        var served = Enter(Checkout);
        running[0].Dispose();
        running[0] = await served;

        // After a calm the shop is patient again.
        _time.Advance(TimeSpan.FromMilliseconds(900));
        running.ForEach(turn => turn.Dispose());
        _time.Advance(TimeSpan.FromSeconds(2));
        await FillAsync(Checkout);
        var patient = Enter(Checkout);
        _time.Advance(TimeSpan.FromMilliseconds(30));
        Assert.False(patient.IsCompleted);
    }

    [Fact]
    public async Task A_call_that_waits_for_somebody_else_holds_nobody_up()
    {
        await FillAsync(Checkout);
        _time.Advance(TimeSpan.FromSeconds(1.1));
        var other = Enter(Browse);
        _time.Advance(TimeSpan.FromMilliseconds(10));
        (await other).Dispose();
    }

    [Fact]
    public async Task What_is_less_important_makes_room()
    {
        await FillAsync(Checkout);
        var browsing = Enumerable.Range(0, 1024).Select(_ => Enter(Browse)).ToArray();
        await AssertRefusedAsync(Enter(Browse));
        Assert.False(Enter(Checkout).IsCompleted);
        await AssertRefusedAsync(browsing[0]);
        Assert.False(browsing[1].IsCompleted);
    }

    [Fact]
    public async Task Who_leaves_takes_no_turn()
    {
        var running = await FillAsync(Checkout);
        using var leaving = new CancellationTokenSource();
        var (gone, next) = (_turns.EnterAsync(Checkout, leaving.Token).AsTask(), Enter(Checkout));
        await leaving.CancelAsync();
        running[0].Dispose();
        await next;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gone);
    }

    private static Capability Find(string agent, string action) => CapabilityCatalogue.Find(agent, action)!;

    private static async Task AssertRefusedAsync(Task<Turn> entering)
    {
        var refusal = await Assert.ThrowsAsync<ProblemException>(() => entering);
        Assert.Equal(ErrorCodes.Unavailable, refusal.Code);
        Assert.InRange(refusal.RetryAfter!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3));
    }

    private Task<Turn> Enter(Capability capability) => _turns.EnterAsync(capability, CancellationToken.None).AsTask();

    private async Task<List<Turn>> FillAsync(Capability capability) =>
        [.. await Task.WhenAll(Enumerable.Range(0, AdaptiveLimit.First).Select(_ => Enter(capability)))];
}
