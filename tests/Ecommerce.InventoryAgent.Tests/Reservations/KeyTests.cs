using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.Testing;
using Google.Protobuf;
using Grpc.Core;

namespace Ecommerce.InventoryAgent.Tests.Reservations;

/// <summary>Under one key a capability has one effect and one answer, which later changes do not touch.</summary>
public sealed class KeyTests(PostgresFixture postgres)
{
    // Every agent's countersign_audit is tried with the sealing.
    [Fact]
    public void Every_capability_that_takes_a_key_is_tried_here_or_with_the_catalogue() => Assert.Equal(
        ["adjust_stock", "confirm_reservation", "countersign_audit", "release_reservation", "reserve_items", "return_items"],
        CapabilityCatalogue.Of(AgentNames.Inventory).Where(capability => capability.TakesKey).Select(capability => capability.Name)
            .Order(StringComparer.Ordinal));

    [Fact]
    public async Task A_hold_under_a_key_is_made_once_and_answered_alike_even_after_it_was_sold()
    {
        await using var rig = await Rig.StartAsync(postgres);
        var request = new ReserveItemsRequest { OrderId = Rig.NewOrder(), Items = { Rig.ToItems((Rig.Widget, 2)) } };

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => rig.Caller.CallAsync(rig.Service.ReserveItems, request, "k")));
        await rig.ConfirmAsync(request.OrderId);
        var later = await rig.Caller.CallAsync(rig.Service.ReserveItems, request, "k");

        Assert.All(answers, answer => Assert.Equal(later.ToByteString(), answer.ToByteString()));
        Assert.Equal(ReservationStatus.Held, later.Status);
        Assert.Equal(998, await rig.AvailableAsync(Rig.Widget));
    }

    [Fact]
    public async Task A_hold_that_found_too_few_stays_refused_under_its_key()
    {
        await using var rig = await Rig.StartAsync(postgres);
        var request = new ReserveItemsRequest { OrderId = Rig.NewOrder(), Items = { Rig.ToItems((Rig.SoldOut, 1)) } };
        Task<Reservation> ReserveAsync(string? key) => rig.Caller.CallAsync(rig.Service.ReserveItems, request, key);

        await Refusal.AssertAsync(ErrorCodes.OutOfStock, () => ReserveAsync("k"), "items[0].sku");
        await rig.ExecuteAsync($"UPDATE products SET initial = 5 WHERE sku = '{Rig.SoldOut}'");

        await Refusal.AssertAsync(ErrorCodes.OutOfStock, () => ReserveAsync("k"), "items[0].sku");
        Assert.Equal(ReservationStatus.Held, (await ReserveAsync(key: null)).Status);
    }

    [Fact]
    public async Task A_confirmation_a_return_and_a_release_are_answered_alike_and_another_request_is_refused()
    {
        await using var rig = await Rig.StartAsync(postgres);
        var (sold, other) = (Rig.NewOrder(), Rig.NewOrder());
        await rig.ReserveAsync(sold, (Rig.Widget, 2));
        await rig.ReserveAsync(other, (Rig.Widget, 1));

        await AssertKeyedAsync(rig, rig.Service.ConfirmReservation, new() { OrderId = sold }, new ReservationRequest { OrderId = other });
        await AssertKeyedAsync(
            rig, rig.Service.ReturnItems, new() { OrderId = sold, Items = { Rig.ToItems((Rig.Widget, 2)) } },
            new ReturnItemsRequest { OrderId = sold, Items = { Rig.ToItems((Rig.Widget, 1)) } });
        await AssertKeyedAsync(rig, rig.Service.ReleaseReservation, new() { OrderId = other }, new ReservationRequest { OrderId = sold });

        Assert.Equal(1000, await rig.AvailableAsync(Rig.Widget));
        await rig.AssertStockAddsUpAsync();
    }

    private static async Task AssertKeyedAsync<TRequest, TReply>(
        Rig rig, Func<TRequest, ServerCallContext, Task<TReply>> method, TRequest request, TRequest another)
        where TRequest : class, IMessage
        where TReply : IMessage
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => rig.Caller.CallAsync(method, request, "k")));

        Assert.All(answers, answer => Assert.Equal(answers[0].ToByteString(), answer.ToByteString()));
        await Refusal.AssertAsync(ErrorCodes.IdempotencyKeyReused, () => rig.Caller.CallAsync(method, another, "k"));
    }
}
