using System.Diagnostics;
using Ecommerce.Contracts;
using Ecommerce.Contracts.Agent;
using Ecommerce.Testing;
using Ecommerce.Testing.Telemetry;

namespace Ecommerce.SystemTests;

/// <summary>What a collector gets of an order: one trace, and nothing that belongs to no call.</summary>
public sealed class TraceTests(ShopFixture shop)
{
    private const string Statements = "Npgsql";

    // Who shows what of an order that is paid at once.
    private static readonly (string Agent, string Name)[] Hops =
    [
        ("gateway", "handle_create_order"), ("gateway", "authz_check_inbound"), ("gateway", "authz_check_outbound"),
        ("gateway", "call_create_order"),
        ("order", "authz_check_inbound"), ("order", "handle_create_order"), ("order", "authz_check_outbound"),
        ("order", "call_get_user"), ("user", "authz_check_inbound"), ("user", "handle_get_user"),
        ("order", "call_check_availability"), ("inventory", "authz_check_inbound"), ("inventory", "handle_check_availability"),
        ("order", "checkout"),
        ("order", "call_reserve_items"), ("inventory", "handle_reserve_items"),
        ("order", "call_process_payment"), ("payment", "authz_check_inbound"), ("payment", "handle_process_payment"),
        ("order", "call_confirm_reservation"), ("inventory", "handle_confirm_reservation"),
    ];

    // Tables that an order is written to.
    private static readonly (string Agent, string Table)[] Written =
    [
        ("order", "orders"), ("order", "checkouts"), ("user", "users"), ("inventory", "reservations"), ("inventory", "stock_movements"),
        ("payment", "payments"), ("payment", "ledger_entries"),
    ];

    private static readonly (string Name, string Label, string Value)[] Metrics =
    [
        ("agentweave_requests_total", "capability", "create_order"),
        ("agentweave_request_duration_seconds", "status", "ok"),
        ("agentweave_auth_decisions_total", "decision", "allow"),
        ("agentweave_auth_check_duration_seconds", "capability", "create_order"),
        ("agentweave_errors_total", "error_type", "not_found"),
        ("agentweave_active_connections", "peer_id", "spiffe://agentweave.io/agent/gateway"),
        ("agentweave_circuit_breaker_state", "peer_id", "spiffe://agentweave.io/agent/user"),
    ];

    [Fact]
    public async Task A_trace_of_one_order_shows_every_hop_and_statement_in_one_tree()
    {
        var (user, sku) = (await shop.NewUserAsync(), await shop.NewProductAsync(1999, 10));
        var (trace, client) = (ActivityTraceId.CreateRandom().ToHexString(), ActivitySpanId.CreateRandom().ToHexString());
        using var door = await shop.HttpOfAsync("cli");
        var answer = await door.SendAsync("POST", "/api/v1/orders", Rest.OrderOf(user, sku), ("traceparent", $"00-{trace}-{client}-01"));
        Assert.Equal(201, answer.Status);

        var spans = await TreeAsync(trace, client, Hops);
        var root = Assert.Single(spans, span => span.ParentId == client);
        Assert.Equal(("gateway", "POST /api/v1/orders"), (root.Agent, root.Name));
        var statements = spans.Where(span => span.Scope == Statements).ToList();
        foreach (var (agent, table) in Written)
        {
            Assert.Contains(statements, span => span.Agent == agent && Text(span).Contains(table, StringComparison.Ordinal));
        }

        Assert.All(statements, span => Assert.Contains(
            Above(spans, span), above =>
                above.Agent == span.Agent && (above.Name.StartsWith("handle_", StringComparison.Ordinal) || above.Name == "checkout")));
        Assert.All(
            spans.Where(span => span.Name.StartsWith("handle_", StringComparison.Ordinal)),
            span => Assert.StartsWith("spiffe://agentweave.io/", span.Attributes["agent.caller.spiffe_id"], StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_call_from_agent_to_agent_is_one_span_at_the_caller_and_one_at_the_callees_door()
    {
        var (user, sku) = (await shop.NewUserAsync(), await shop.NewProductAsync(1999, 10));
        var (trace, client) = (ActivityTraceId.CreateRandom().ToHexString(), ActivitySpanId.CreateRandom().ToHexString());
        using var door = await shop.HttpOfAsync("cli");
        Assert.Equal(201, (await door.SendAsync(
            "POST", "/api/v1/orders", Rest.OrderOf(user, sku), ("traceparent", $"00-{trace}-{client}-01"))).Status);

        var spans = await TreeAsync(trace, client, Hops);
        var calls = spans.Where(span => span.Name.StartsWith("call_", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(calls);
        Assert.All(calls, call =>
        {
            var served = Assert.Single(spans, span => span.ParentId == call.SpanId && span.Agent != call.Agent);
            var capability = call.Name["call_".Length..];
            Assert.Equal($"{served.Agent}/{capability}", served.Name);
            Assert.Single(spans, span => span.ParentId == served.SpanId && span.Name == $"handle_{capability}");
        });
        Assert.DoesNotContain(spans,
            span => span.Name.Contains("HttpRequestIn", StringComparison.Ordinal) || span.Name.Contains('→', StringComparison.Ordinal));
        Assert.Contains(spans, span => span is { Agent: "order", Name: "INSERT orders" });
    }

    [Fact]
    public async Task A_call_by_a_capabilitys_name_has_that_name()
    {
        using var client = new Activity("client") { ActivityTraceFlags = ActivityTraceFlags.Recorded }.Start();
        var gateway = new AgentService.AgentServiceClient(await shop.InvokerAsync("cli", AgentNames.Gateway));
        await gateway.ProcessTaskAsync(new()
        {
            Metadata = { ["capability"] = "route" },
            Input = """{"service": "inventory", "action": "get_product", "payload": {"sku": "WIDGET-001"}}""",
        });

        var spans = await TreeAsync(client.TraceId.ToHexString(), client.SpanId.ToHexString(), [("gateway", "handle_route")]);
        Assert.Contains(spans, span => (span.Agent, span.Name) == ("gateway", "gateway/route"));
    }

    [Fact]
    public async Task What_a_stranger_says_of_a_trace_is_linked_to_and_is_not_ours()
    {
        var (trace, client) = (ActivityTraceId.CreateRandom().ToHexString(), ActivitySpanId.CreateRandom().ToHexString());
        var problem = (await shop.Public.ReadAsync("/api/v1/products/NO-SUCH-SKU", ("traceparent", $"00-{trace}-{client}-00")))
            .Problem(404, "not_found");
        var ours = (string)problem["trace_id"]!;
        Assert.NotEqual(trace, ours);

        var spans = await TreeAsync(ours, client: "", [("gateway", "GET /api/v1/products/{sku}"), ("inventory", "handle_get_product")]);
        Assert.Equal([trace], Assert.Single(spans, span => span.ParentId.Length == 0).LinkedTraceIds);
        Assert.DoesNotContain(shop.Telemetry.Spans, span => span.TraceId == trace);
    }

    [Fact]
    public async Task A_log_line_arrives_with_its_text() => await Eventually.HoldsAsync(
        () => Task.FromResult(shop.Telemetry.Logs.Any(log =>
            log.Agent == "order" && log.Text.Contains("SVID of spiffe://agentweave.io/agent/order", StringComparison.Ordinal))),
        () => $"there is: {string.Join(", ", shop.Telemetry.Logs.Select(log => log.Text).Distinct().Take(10))}");

    [Fact]
    public async Task The_gateway_reports_how_long_its_requests_take()
    {
        Assert.Equal(200, (await shop.Public.ReadAsync("/api/v1/products")).Status);
        await Eventually.HoldsAsync(
            () => Task.FromResult(shop.Telemetry.Points.Any(point => point is { Agent: "gateway", Name: "http.server.request.duration" }
                && point.Attributes.GetValueOrDefault("http.route") == "/api/v1/products")),
            () => "it does not arrive");
    }

    [Fact]
    public async Task What_the_saga_does_after_the_reply_is_in_the_orders_trace_too()
    {
        var (user, sku) = (await shop.NewUserAsync(), await shop.NewProductAsync(1999, 10));
        var (trace, client) = (ActivityTraceId.CreateRandom().ToHexString(), ActivitySpanId.CreateRandom().ToHexString());
        using var door = await shop.HttpOfAsync("cli");
        var answer = await door.SendAsync(
            "POST", "/api/v1/orders", Rest.OrderOf(user, sku, method: "test_requires_action"), ("traceparent", $"00-{trace}-{client}-01"));
        Assert.Equal(202, answer.Status);
        Assert.DoesNotContain(shop.Telemetry.Spans, span => span.TraceId == trace && span.Name == "handle_confirm_reservation");

        await shop.FinishActionAsync((string)answer.Json["transaction_id"]!);
        await TreeAsync(trace, client, Hops);
    }

    [Fact]
    public async Task A_refused_call_is_in_the_trace_that_its_problem_names()
    {
        var problem = (await shop.Public.ReadAsync("/api/v1/products/NO-SUCH-SKU")).Problem(404, "not_found");
        await Eventually.HoldsAsync(
            () => Task.FromResult(shop.Telemetry.Spans.Any(span =>
                span.TraceId == (string?)problem["trace_id"] && span is { Agent: "inventory", Name: "handle_get_product" })),
            () => "the trace does not arrive");
    }

    [Fact]
    public async Task Polls_and_probes_are_no_traces()
    {
        // As many spans as it takes to have seen the agents at their polls; each polls several times a second.
        await shop.NewUserAsync();
        await Eventually.HoldsAsync(
            () => Task.FromResult(shop.Telemetry.Points.Any(point => point is { Agent: "payment" })), () => "payment reports nothing");
        Assert.DoesNotContain(shop.Telemetry.Spans, span => span.ParentId.Length == 0 && span.Scope == Statements);
        // Other tests ask the gateway's other doors for probes; they are refused, which is a trace.
        Assert.DoesNotContain(shop.Telemetry.Spans, span =>
            span.Agent != "gateway"
            && (span.Attributes.GetValueOrDefault("url.path", "").StartsWith("/healthz", StringComparison.Ordinal)
                || span.Name.Contains("healthz", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_order_agent_reports_the_metrics_that_AgentWeave_names()
    {
        var (user, sku) = (await shop.NewUserAsync(), await shop.NewProductAsync(1999, 10));
        Assert.Equal("completed", (await shop.OrderAsync(user, sku)).Status);
        Assert.Equal("not_found", (await shop.OrderAsync(user, "NO-SUCH-SKU")).Code);
        List<string> missing = [];
        await Eventually.HoldsAsync(
            () =>
            {
                var points = shop.Telemetry.Points.Where(point => point.Agent == "order").ToList();
                missing = [.. Metrics.Where(metric => !points.Any(point => point.Name == metric.Name
                    && point.Attributes.GetValueOrDefault("agent_name") == "order"
                    && point.Attributes.GetValueOrDefault(metric.Label) == metric.Value)).Select(metric => metric.ToString())];
                return Task.FromResult(missing.Count == 0);
            },
            () => $"these do not arrive: {string.Join(", ", missing)}");
    }

    // Waits until the trace shows all that it must, and every span but the client's own has its parent in it.
    private async Task<List<TelemetrySpan>> TreeAsync(string trace, string client, (string Agent, string Name)[] hops)
    {
        List<TelemetrySpan> spans = [];
        List<string> missing = [];
        await Eventually.HoldsAsync(
            () =>
            {
                spans = [.. shop.Telemetry.Spans.Where(span => span.TraceId == trace)];
                var known = spans.Select(span => span.SpanId).Append(client).ToHashSet();
                missing =
                [
                    .. hops.Where(hop => !spans.Any(span => (span.Agent, span.Name) == hop)).Select(hop => $"{hop.Agent} {hop.Name}"),
                    .. spans.Where(span => !known.Contains(span.ParentId)).Select(span => $"the parent of {span.Agent} {span.Name}"),
                ];
                return Task.FromResult(missing.Count == 0);
            },
            () => $"of {spans.Count} spans these are missing: {string.Join(", ", missing)}");
        return spans;
    }

    private static IEnumerable<TelemetrySpan> Above(List<TelemetrySpan> spans, TelemetrySpan span)
    {
        while (spans.SingleOrDefault(candidate => candidate.SpanId == span.ParentId) is { } parent)
        {
            yield return span = parent;
        }
    }

    private static string Text(TelemetrySpan span) => span.Attributes.GetValueOrDefault("db.query.text", "");
}
