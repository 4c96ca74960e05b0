using System.Text.Json.Nodes;
using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.ServiceDefaults.Tasks;
using Ecommerce.Testing;
using Google.Protobuf;

namespace Ecommerce.ServiceDefaults.Tests.Tasks;

public sealed class CapabilityTaskTests
{
    private static readonly Capability Get = CapabilityCatalogue.Find(AgentNames.Order, "get_order")!;

    [Fact]
    public async Task What_came_of_it_is_its_reply_and_what_was_called_on_the_way()
    {
        var time = new ManualTime();
        var task = new CapabilityTask("1", Get);
        var call = CapabilityContexts.Create(Get, "spiffe://agentweave.io/agent/gateway", session: null, default);

        await task.RunAsync(
            () =>
            {
                task.Admit(call);
                call.ToolCalls.Add(new("get_user", 3));
                call.IsDegraded = true;
                time.Advance(TimeSpan.FromSeconds(2));
                return Task.FromResult<IMessage>(new Order { OrderId = "7" });
            },
            time);

        Assert.Equal((TaskOutcome.Completed, true, TimeSpan.FromSeconds(2)), (task.Outcome, task.IsDegraded, task.Latency));
        Assert.Equal("7", (string?)JsonNode.Parse(task.Output)!["order_id"]);
        Assert.Equal("get_user", Assert.Single(task.ToolCalls).Name);
        Assert.Equal(new TaskOwner(call.Actor, null), task.Owner);
    }

    [Theory]
    [InlineData(ErrorCodes.NotFound, TaskOutcome.Refused)]
    [InlineData(ErrorCodes.OutOfStock, TaskOutcome.Refused)]
    [InlineData(ErrorCodes.EmailTaken, TaskOutcome.Refused)]
    [InlineData(ErrorCodes.DeadlineExceeded, TaskOutcome.TimedOut)]
    public async Task A_refusal_and_the_end_of_its_time_are_what_came_of_it(string code, TaskOutcome state)
    {
        var task = new CapabilityTask("1", Get);

        await task.RunAsync(() => throw new ProblemException(code, "No."), TimeProvider.System);

        Assert.Equal(state, task.Outcome);
        Assert.Equal(code, (string?)JsonNode.Parse(task.Output)!["code"]);
        Assert.Null(task.Reply);
    }

    [Theory]
    [InlineData(ErrorCodes.InvalidRequest)]
    [InlineData(ErrorCodes.Forbidden)]
    [InlineData(ErrorCodes.Unauthenticated)]
    [InlineData(ErrorCodes.Unavailable)]
    [InlineData(ErrorCodes.Internal)]
    public async Task Any_other_failure_is_an_error_of_the_call(string code)
    {
        var task = new CapabilityTask("1", Get);

        var thrown = await Assert.ThrowsAsync<ProblemException>(
            () => task.RunAsync(() => throw new ProblemException(code, "No."), TimeProvider.System));

        Assert.Equal((code, TaskOutcome.Pending, ""), (thrown.Code, task.Outcome, task.Output));
    }
}
