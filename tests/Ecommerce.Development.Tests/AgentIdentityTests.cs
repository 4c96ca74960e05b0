using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults;
using Ecommerce.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Spiffe;
using Spiffe.Authority;

namespace Ecommerce.Development.Tests;

public sealed class AgentIdentityTests
{
    private static readonly TimeSpan IdentityTimeout = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task An_agent_uses_its_own_ID_whichever_others_the_Workload_API_returns_before_it()
    {
        using var folder = new TestFolder();
        await using var authority = await DevelopmentAuthority.StartAsync(
            new AuthorityOptions
            {
                SocketDirectory = folder.At("run"),
                DataDirectory = folder.At("data"),
                TrustDomain = TrustDomain.Parse("agentweave.io"),
                Registrations = [new("both", [Id("client/cli"), Id("agent/order")])],
            },
            TestContext.Current.CancellationToken);
        var builder = WebApplication.CreateBuilder();
        builder.Configuration["agentweave:agent:environment"] = "development";
        builder.Configuration["agentweave:identity:spiffe_endpoint"] = authority.SocketFor("both");
        builder.AddServiceDefaults(AgentNames.Order);
        builder.Services.AddSingleton(NpgsqlDataSource.Create("Host=127.0.0.1;Port=1")); // the audit's; nothing is written
        await using var agent = builder.Build();

        var identity = agent.Services.GetRequiredService<X509Source>();
        await identity.WaitForFirstAsync(TestContext.Current.CancellationToken)
            .WaitAsync(IdentityTimeout, TestContext.Current.CancellationToken);

        Assert.Equal(Id("agent/order"), identity.Current!.Svid.Id);
        var metrics = Gauges();
        Assert.InRange(metrics["agentweave_svid_remaining_seconds"], 3000, 3600);
        Assert.Equal(0, metrics["agentweave_identity_problem"]);
        await authority.DisposeAsync();
        await Eventually.HoldsAsync(() => Gauges()["agentweave_identity_problem"] == 1, "the gauge shows the problem");
    }

    private static ConcurrentDictionary<string, double> Gauges()
    {
        var gauges = new ConcurrentDictionary<string, double>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Name.StartsWith("agentweave_", StringComparison.Ordinal))
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => gauges[instrument.Name] = value);
        listener.SetMeasurementEventCallback<int>((instrument, value, _, _) => gauges[instrument.Name] = value);
        listener.Start();
        listener.RecordObservableInstruments();
        return gauges;
    }

    private static SpiffeId Id(string path) => SpiffeId.Parse("spiffe://agentweave.io/" + path);
}
