using System.Diagnostics;
using System.Text.Json.Nodes;
using Ecommerce.Contracts;
using Ecommerce.Contracts.Agent;
using Ecommerce.Development;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.ServiceDefaults.Tokens;
using Ecommerce.Testing;
using Google.Rpc;
using Grpc.Core;
using Status = Ecommerce.Contracts.Agent.Status;

namespace Ecommerce.SystemTests;

/// <summary><c>agent.AgentService</c> and <c>grpc.health.v1</c>, as their published contracts have them.</summary>
public sealed class AgentServiceTests(ShopFixture shop)
{
    [Fact]
    public async Task A_task_names_its_capability_in_the_metadata()
    {
        var agent = await AgentAsync("cli", AgentNames.Gateway);
        var reply = await agent.ProcessTaskAsync(
            Ask("route", """{"service": "inventory", "action": "get_product", "payload": {"sku": "WIDGET-003"}}""", "t-1"),
            deadline: Deadline);
        Assert.Equal(("t-1", Status.Success), (reply.TaskId, reply.Status));
        Assert.Equal("WIDGET-003", (string?)JsonNode.Parse(reply.Output)!["sku"]);
        Assert.Equal("get_product", Assert.Single(reply.ToolCalls).ToolName);

        var unnamed = await agent.ProcessTaskAsync(Ask("health", "{}"), deadline: Deadline);
        Assert.True(Guid.TryParse(unnamed.TaskId, out _), unnamed.TaskId);
    }

    [Theory]
    [InlineData("""{"service": "inventory", "action": "get_product", "payload": {"sku": "NO-SUCH-SKU"}}""", 404, "not_found")]
    [InlineData("""{"service": "nobody", "action": "get_product", "payload": {}}""", 404, "not_found")]
    [InlineData("""{"service": "gateway", "action": "route", "payload": {}}""", 404, "not_found")]
    public async Task A_business_refusal_is_an_answer_that_has_failed(string input, int status, string code)
    {
        var reply = await (await AgentAsync("cli", AgentNames.Gateway)).ProcessTaskAsync(Ask("route", input), deadline: Deadline);
        Assert.Equal(Status.Failed, reply.Status);
        var problem = JsonNode.Parse(reply.Output)!;
        Assert.Equal((status, code), ((int)problem["status"]!, (string?)problem["code"]));
    }

    [Theory]
    [InlineData("route", """{"service": "", "action": ""}""", "service")]
    [InlineData("route", """{"service": "user", "action": "get_user", "payload": {"user_id": "1"}}""", "user_id")]
    [InlineData("route", """{"service": "user", "action": "get_user", "payload": {"name": "1"}}""", "name")]
    [InlineData("route", """{"service": "order", "action": "watch_order", "payload": {}}""", "action")]
    [InlineData("route", """{"service": "user", "service": "user"}""", "service")]
    public async Task A_request_that_breaks_the_rules_is_INVALID_ARGUMENT_and_names_the_field(string capability, string input, string field)
    {
        var agent = await AgentAsync("cli", AgentNames.Gateway);
        var refused = await RefusedAsync(agent.ProcessTaskAsync(Ask(capability, input), deadline: Deadline));
        Assert.Equal(StatusCode.InvalidArgument, refused.StatusCode);
        var details = Google.Rpc.Status.Parser.ParseFrom(refused.Trailers.GetValueBytes("grpc-status-details-bin"));
        Assert.Contains(details.Details, detail => detail.TryUnpack<ErrorInfo>(out var info)
            && info is { Reason: "INVALID_REQUEST", Domain: "ecommerce" });
        Assert.Contains(details.Details, detail => detail.TryUnpack<BadRequest>(out var bad)
            && bad.FieldViolations.Any(violation => violation.Field == field && violation.Description.Length > 0));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"order_id": 1}""")]
    public async Task A_route_to_what_its_caller_may_not_see_is_refused_as_one_to_what_there_is_not(string payload)
    {
        var agent = await AgentAsync("cli", AgentNames.Gateway);
        List<(StatusCode, string)> answers = [];
        foreach (var (service, action) in new[] { ("payment", "process_payment"), ("payment", "watch_payments"),
            ("payment", "no_such_thing") })
        {
            var input = $$"""{"service": "{{service}}", "action": "{{action}}", "payload": {{payload}}}""";
            var refused = await RefusedAsync(agent.ProcessTaskAsync(Ask("route", input), deadline: Deadline));
            answers.Add((refused.StatusCode, refused.Status.Detail));
        }

        Assert.Equal(StatusCode.PermissionDenied, Assert.Single(answers.Distinct()).Item1);
    }

    [Fact]
    public async Task Free_text_and_unknown_names_are_told_what_there_is()
    {
        var agent = await AgentAsync("cli", AgentNames.Gateway);
        var text = await RefusedAsync(agent.ProcessTaskAsync(new() { Input = "three widgets, please" }, deadline: Deadline));
        Assert.Equal(StatusCode.InvalidArgument, text.StatusCode);
        Assert.Contains("route", text.Status.Detail, StringComparison.Ordinal);

        Assert.Equal(
            StatusCode.PermissionDenied,
            (await RefusedAsync(agent.ProcessTaskAsync(Ask("no_such_thing", "{}"), deadline: Deadline))).StatusCode);
        var another = Ask("health", "{}");
        another.AgentType = AgentNames.User;
        Assert.Equal(StatusCode.NotFound, (await RefusedAsync(agent.ProcessTaskAsync(another, deadline: Deadline))).StatusCode);
    }

    [Fact]
    public async Task A_streaming_capability_streams_its_messages_and_then_the_end()
    {
        var (user, sku) = (await shop.NewUserAsync(), await shop.NewProductAsync(1999, 10));
        var order = (string)(await shop.OrderAsync(user, sku)).Completed["order_id"]!;
        // As the gateway does for its caller.
        Metadata forwarded = new() { { CallTokens.TransactionHeader, await shop.ExchangeAsync("watch_order", "cli") } };
        var agent = await AgentAsync("gateway", AgentNames.Order);
        using var call = agent.StreamProcess(Ask("watch_order", $$"""{"order_id": "{{order}}"}"""), forwarded, Deadline);
        List<TaskChunk> chunks = [];
        await foreach (var chunk in call.ResponseStream.ReadAllAsync())
        {
            chunks.Add(chunk);
        }

        Assert.Equal(
            ["created", "reserved", "paid", "confirmed"], chunks[..^1].Select(chunk => (string?)JsonNode.Parse(chunk.Chunk)!["type"]));
        Assert.All(chunks[..^1], chunk => Assert.False(chunk.IsFinal));
        Assert.True(chunks[^1] is { IsFinal: true, Chunk: "" });
    }

    [Fact]
    public async Task A_unary_capability_streams_its_result_as_the_end()
    {
        using var call = (await AgentAsync("cli", AgentNames.Gateway)).StreamProcess(Ask("health", "{}"), deadline: Deadline);
        List<TaskChunk> chunks = [];
        await foreach (var chunk in call.ResponseStream.ReadAllAsync())
        {
            chunks.Add(chunk);
        }

        Assert.Equal("healthy", (string?)JsonNode.Parse(Assert.Single(chunks, chunk => chunk.IsFinal).Chunk)!["gateway"]);
    }

    [Fact]
    public async Task Health_is_for_the_gateway_and_administrators()
    {
        foreach (var identity in new[] { "gateway", "admin" })
        {
            var health = await (await AgentAsync(identity, AgentNames.User)).HealthCheckAsync(new(), deadline: Deadline);
            Assert.Equal((true, AgentNames.User), (health.Healthy, health.AgentName));
            Assert.NotEmpty(health.Version);
            Assert.Matches(@"^\d+$", health.Checks["total_requests"]);
            Assert.Matches(@"^\d+$", health.Checks["total_errors"]);
            Assert.Matches(@"^\d+\.\d%$", health.Checks["error_rate"]);
            Assert.All(["identity", "policies", "database"], check => Assert.Equal("healthy", health.Checks[check]));
        }

        foreach (var identity in new[] { "inventory", "payment", "cli" })
        {
            var agent = await AgentAsync(identity, AgentNames.User);
            Assert.Equal(StatusCode.PermissionDenied, (await RefusedAsync(agent.HealthCheckAsync(new(), deadline: Deadline))).StatusCode);
        }
    }

    [Theory]
    [InlineData("{}", true)]
    [InlineData("""{"service": ""}""", true)]
    [InlineData("""{"service": "liveness"}""", true)]
    [InlineData("""{"service": "payments"}""", false)]
    public async Task Grpcurl_reads_health_on_the_plain_port(string request, bool serving)
    {
        var protos = RepositoryRoot.At("Ecommerce.Contracts", "Protos");
        var tool = SharedTools.Find("grpcurl");
        Assert.SkipWhen(tool is null, SharedTools.Missing);
        var start = new ProcessStartInfo(tool,
        [
            "-plaintext", "-max-time", "15", "-import-path", protos, "-proto", "grpc/health/v1/health.proto", "-d", request,
            $"127.0.0.1:{shop.GrpcHealthPort(AgentNames.Payment)}", "grpc.health.v1.Health/Check",
        ])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var grpcurl = Process.Start(start)!;
        var (output, errors) = (grpcurl.StandardOutput.ReadToEndAsync(), grpcurl.StandardError.ReadToEndAsync());
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await grpcurl.WaitForExitAsync(limit.Token);
        if (serving)
        {
            Assert.Contains("\"SERVING\"", await output, StringComparison.Ordinal);
        }
        else
        {
            Assert.Contains("NotFound", await errors, StringComparison.Ordinal);
        }
    }

    private static DateTime Deadline => TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(20);

    private async Task<AgentService.AgentServiceClient> AgentAsync(string identity, string agent) =>
        new(await shop.InvokerAsync(identity, agent));

    private static TaskRequest Ask(string capability, string input, string id = "") =>
        new() { TaskId = id, Input = input, Metadata = { ["capability"] = capability } };

    // What came over the wire, below the client's own exception.
    private static async Task<RpcException> RefusedAsync<T>(AsyncUnaryCall<T> call) =>
        Assert.IsType<RpcException>((await Assert.ThrowsAsync<ProblemException>(() => call.ResponseAsync)).InnerException);
}
