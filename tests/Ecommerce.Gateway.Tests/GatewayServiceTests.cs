using System.Diagnostics.Metrics;
using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.Gateway.Limits;
using Ecommerce.Gateway.Shedding;
using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.Testing;
using Google.Protobuf.WellKnownTypes;
using Microsoft.Extensions.Configuration;

namespace Ecommerce.Gateway.Tests;

public sealed class GatewayServiceTests
{
    [Fact]
    public async Task What_is_routed_waits_for_its_turn_and_is_refused_where_the_shop_is_busy()
    {
        var time = new ManualTime();
        using var turns = new Turns(time);
        var settings = new AgentSettings(new ConfigurationBuilder().Build());
        using var passwords = new PasswordLimits(settings);
        using var users = new UserLimits(settings);
        // It gets as far as the turn: no agent is asked.
        var service = new GatewayService(
            router: null!, report: null!, passwords, users, turns, audit: null!, observation: null!, userData: null!);
        var checkout = CapabilityCatalogue.Find(AgentNames.Order, "create_order")!;
        await Task.WhenAll(Enumerable.Range(0, AdaptiveLimit.First).Select(_ =>
            turns.EnterAsync(checkout, CancellationToken.None).AsTask()));
        var refused = 0L;
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Name == "ecommerce_requests_refused_total")
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((_, count, tags, _) =>
            Interlocked.Add(ref refused, tags.ToArray().Contains(new("reason", "busy")) ? count : 0));
        listener.Start();

        var routed = new TestCaller(AgentNames.Gateway).CallAsync(service.Route, new RouteRequest
        {
            Service = AgentNames.Order,
            Action = "get_order",
            Payload = new() { Fields = { ["order_id"] = Value.ForString("01a1ff1e-1206-7b91-91eb-20459fa86b9e") } },
        });
        Assert.False(routed.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(1.1));

        var refusal = await Assert.ThrowsAsync<ProblemException>(() => routed);
        Assert.Equal((ErrorCodes.Unavailable, true), (refusal.Code, refusal.RetryAfter is not null));
        Assert.NotEqual(0, Interlocked.Read(ref refused));
    }
}
