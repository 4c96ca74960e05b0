using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Authorization;
using Ecommerce.ServiceDefaults.Capabilities;
using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Decisions;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.ServiceDefaults.Health;
using Ecommerce.Testing;
using Grpc.Core;

namespace Ecommerce.ServiceDefaults.Tests.Health;

public sealed class DecisionWatchTests
{
    private const string One = "spiffe://agentweave.io/agent/admin";
    private const string Other = "spiffe://partner.example/agent/any";

    private readonly DecisionLog _log = new(new ManualTime());
    private readonly ObservationCapabilities _capabilities;

    public DecisionWatchTests() => _capabilities = new(
        new AgentInfo("order", "agentweave.io"), settings: null!, health: null!, engine: null!, identity: null!, _log, failures: null!,
        new ManualTime());

    [Fact]
    public async Task One_caller_cannot_keep_the_others_from_watching()
    {
        using var end = new CancellationTokenSource();
        var watching = Enumerable.Range(0, ObservationCapabilities.MostWatchersOfOne)
            .Select(_ => WatchAsync(One, new(), end.Token)).ToList();

        var refused = await Assert.ThrowsAsync<ProblemException>(() => WatchAsync(One, new(), end.Token));
        Assert.Equal(ErrorCodes.RateLimited, refused.Code);
        Assert.Empty(await RememberedAsync(Other, new() { RememberedOnly = true }));

        await end.CancelAsync();
        foreach (var watch in watching)
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => watch);
        }

        // Their places are free again.
        Assert.Empty(await RememberedAsync(One, new() { RememberedOnly = true }));
    }

    [Fact]
    public async Task A_record_tells_which_process_decided_by_which_policies_and_with_which_token()
    {
        Decide("get_order");
        var record = Assert.Single(await RememberedAsync(One, new() { RememberedOnly = true }));

        Assert.Equal(("0123456789ab", "get_order", "any"), (record.PolicyRevision, record.TokenScope, record.Scope));
        Assert.Equal(_log.Instance, record.Instance);
        Assert.Contains($"/{Environment.ProcessId}/", record.Instance, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_number_that_another_process_counted_is_not_taken_for_one_of_this()
    {
        Decide("get_order");
        Decide("list_orders");

        var own = new WatchDecisionsRequest { RememberedOnly = true, AfterNumber = 1, Instance = _log.Instance };
        var others = new WatchDecisionsRequest { RememberedOnly = true, AfterNumber = 1, Instance = "another/1/20260101T000000.000Z" };
        Assert.Equal(["list_orders"], (await RememberedAsync(One, own)).Select(record => record.Action));
        Assert.Equal(["get_order", "list_orders"], (await RememberedAsync(One, others)).Select(record => record.Action));
    }

    private void Decide(string action) => _log.Add(
        new(Direction.Inbound, One, "spiffe://agentweave.io/agent/order", action, One, UserId: null, Request: null) { TokenScope = action },
        new(true, "administrators read orders", "order.authz/inbound/admin", Scope.Any), "0123456789ab", TimeSpan.Zero);

    private Task WatchAsync(string caller, WatchDecisionsRequest request, CancellationToken cancellationToken) =>
        _capabilities.WatchAsync(request, new Records(), Call(caller, cancellationToken));

    private async Task<IReadOnlyList<DecisionRecord>> RememberedAsync(string caller, WatchDecisionsRequest request)
    {
        Records records = new();
        await _capabilities.WatchAsync(request, records, Call(caller, TestContext.Current.CancellationToken));
        return records.Written;
    }

    private static CapabilityCallContext Call(string caller, CancellationToken cancellationToken) => new(
        CapabilityContexts.Create(CapabilityCatalogue.Find("order", "watch_decisions")!, caller, session: null, default),
        cancellationToken);

    private sealed class Records : IServerStreamWriter<DecisionRecord>
    {
        public List<DecisionRecord> Written { get; } = [];

        public WriteOptions? WriteOptions { get; set; }

        public Task WriteAsync(DecisionRecord message, CancellationToken cancellationToken) => WriteAsync(message);

        public Task WriteAsync(DecisionRecord message)
        {
            Written.Add(message);
            return Task.CompletedTask;
        }
    }
}
