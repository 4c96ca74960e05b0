using System.Diagnostics.Metrics;
using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.OrderAgent.Checkouts;
using Ecommerce.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Ecommerce.OrderAgent.Tests.Checkouts;

public sealed class CheckoutExtensionsTests
{
    // No other test's agent has it.
    private const string Agent = "registered";

    [Fact]
    public async Task The_sagas_calls_pass_no_breaker_and_those_that_come_before_an_order_do()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.Services.AddUnreachableAgents(Agent);
        builder.AddCheckout();
        await using var provider = builder.Services.BuildServiceProvider();
        provider.GetRequiredService<PaymentService.PaymentServiceClient>();
        provider.GetRequiredService<InventoryService.InventoryServiceClient>();
        provider.GetRequiredService<UserService.UserServiceClient>();

        Assert.Equal([$"spiffe://agentweave.io/agent/{AgentNames.User}"], Breakers());
    }

    private static List<string> Breakers()
    {
        List<string> peers = [];
        using MeterListener listener = new()
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Name == "agentweave_circuit_breaker_state")
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<int>((_, _, tags, _) => Keep(tags));
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) => Keep(tags));
        listener.Start();
        listener.RecordObservableInstruments();
        return peers;

        void Keep(ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            var labels = tags.ToArray().ToDictionary();
            if ((string?)labels["agent_name"] == Agent)
            {
                peers.Add((string)labels["peer_id"]!);
            }
        }
    }
}
