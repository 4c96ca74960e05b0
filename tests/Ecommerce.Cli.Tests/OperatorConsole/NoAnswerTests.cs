using System.Net;
using Ecommerce.Cli.OperatorConsole.Pages;
using Ecommerce.Cli.OperatorConsole.Shop;
using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Errors;
using Google.Protobuf.WellKnownTypes;

namespace Ecommerce.Cli.Tests.OperatorConsole;

/// <summary>That there is nothing, that nobody says, and that somebody is older are different sentences.</summary>
public sealed class NoAnswerTests
{
    private static readonly ProblemException Dead = new(ErrorCodes.Unavailable, "The agent cannot be reached.");
    private static readonly ProblemException Older = new(ErrorCodes.MethodNotAllowed, "Unimplemented");
    private static readonly AgentProcess Process = new("order-2", Contracts.Agents.All[0], "https://127.0.0.1:1", Clients: null!);
    private static readonly AgentProcess First = Process with { Name = "order" };
    private static readonly DecisionFilter All = new("", "", "", "", "");
    private static readonly Timestamp Now = DateTimeOffset.UnixEpoch.ToTimestamp();

    [Fact]
    public async Task An_order_without_a_payment_is_not_one_of_which_the_payments_are_unknown()
    {
        var order = new Order { OrderId = "o", CreatedAt = Now, UpdatedAt = Now, Total = "1.00", Currency = "USD", Refunded = "0.00" };
        var known = await TextAsync<CheckoutPage>(new CheckoutCase(order, new(null, Dead), new(new(), null), Retried: false));
        var unknown = await TextAsync<CheckoutPage>(new CheckoutCase(order, new(null, Dead), new(null, Dead), Retried: false));

        Assert.Contains("There is no payment.", known, StringComparison.Ordinal);
        Assert.DoesNotContain("There is no payment.", unknown, StringComparison.Ordinal);
        Assert.Equal(2, unknown.Split("It was not answered").Length - 1);
    }

    [Fact]
    public async Task No_movement_is_not_no_answer()
    {
        var empty = await TextAsync<StockPage>(new Stock("", new("", ""), new(new(), null), new(new(), null)));
        var silent = await TextAsync<StockPage>(new Stock("", new("", ""), new(new(), null), new(null, Dead)));

        Assert.Contains("Nothing has changed the stock yet.", empty, StringComparison.Ordinal);
        Assert.DoesNotContain("Nothing has changed the stock yet.", silent, StringComparison.Ordinal);
        Assert.Contains("It was not answered", silent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task That_nothing_failed_is_said_of_those_alone_that_answer()
    {
        var whole = await TextAsync<FailuresPage>(Overview(new AgentRow(First, new(), null)));
        var part = await TextAsync<FailuresPage>(Overview(new AgentRow(First, new(), null), new AgentRow(Process, null, Dead)));
        var none = await TextAsync<FailuresPage>(Overview(new AgentRow(Process, null, Dead)));

        Assert.Contains("Nothing failed within the last hour.", whole, StringComparison.Ordinal);
        Assert.Contains("Nothing failed within the last hour at the processes that answer.", part, StringComparison.Ordinal);
        Assert.Contains("not counted: order-2", part, StringComparison.Ordinal);
        Assert.Contains("is not known", none, StringComparison.Ordinal);
        Assert.DoesNotContain("Nothing failed", none, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_older_process_is_called_older_and_a_dead_one_dead()
    {
        var html = await TextAsync<OverviewPage>(Overview(
            new AgentRow(First, new() { StartedAt = Now }, null), new AgentRow(Process, null, Older)));
        Assert.Contains("older version", html, StringComparison.Ordinal);
        Assert.DoesNotContain("no answer", html, StringComparison.Ordinal);
        Assert.Contains("no answer", await TextAsync<OverviewPage>(Overview(new AgentRow(Process, null, Dead))), StringComparison.Ordinal);

        html = await TextAsync<DecisionsPage>(new Decisions(
            All, [], [new("order", Older, DateTimeOffset.UnixEpoch), new("order-2", Dead, DateTimeOffset.UnixEpoch)]));
        Assert.Contains("does not say yet what it decides: order", html, StringComparison.Ordinal);
        Assert.DoesNotContain("order, order-2", html, StringComparison.Ordinal);
        Assert.Contains("order-2 does not answer", html, StringComparison.Ordinal);
        Assert.Contains("datetime=\"1970-01-01T00:00:00.000Z\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replicas_that_decide_by_different_policies_are_told_of()
    {
        var one = new AgentDescription { StartedAt = Now, PolicyRevision = "aaaaaaaaaaaa" };
        var other = new AgentDescription { StartedAt = Now, PolicyRevision = "bbbbbbbbbbbb" };
        Assert.Contains(
            "Different policies in effect",
            await TextAsync<OverviewPage>(Overview(new AgentRow(First, one, null), new AgentRow(Process, other, null))),
            StringComparison.Ordinal);
        Assert.DoesNotContain(
            "Different policies in effect",
            await TextAsync<OverviewPage>(Overview(new AgentRow(First, one, null), new AgentRow(Process, one, null))),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("aaaaaaaaaaaa", "bbbbbbbbbbbb", true)]
    [InlineData("aaaaaaaaaaaa", "aaaaaaaaaaaa", false)]
    public async Task What_was_decided_by_other_policies_than_those_here_is_said_to_be(string decided, string here, bool differs)
    {
        var record = new DecisionRecord
        {
            At = Now,
            PolicyId = "order.authz/recorded",
            Reason = "as recorded",
            PolicyRevision = decided,
            Direction = "inbound",
        };
        var html = await TextAsync<WhyPage>(new Why(
            "order-2", record, new(here, null, null, new() { ["allow"] = true, ["policy_id"] = "order.authz/again", ["reason"] = "now" },
            HasRequest: true, [])));

        Assert.Equal(differs, html.Contains("may differ from what was decided", StringComparison.Ordinal));
        // What was recorded leads.
        Assert.InRange(
            html.IndexOf("order.authz/recorded", StringComparison.Ordinal), 0, html.IndexOf("order.authz/again", StringComparison.Ordinal));
    }

    [Fact]
    public void A_recorded_call_is_decided_again_with_its_token_and_its_user()
    {
        // A user reads an order of theirs through the gateway: without the token the gateway would not be let in for somebody else.
        var record = new DecisionRecord
        {
            CallerId = Id("gateway"),
            CalleeId = Id("order"),
            ActorId = "spiffe://agentweave.io/client/web",
            Action = "get_order",
            UserId = "0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b",
            TokenScope = "get_order",
            Direction = "inbound",
            Input = """{"order_id":"0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b"}""",
        };
        var again = Reevaluation.Of(record);
        Assert.True((bool)again.Inbound!["allow"]!, again.Inbound.ToJsonString());
        Assert.True(again.HasRequest);
        Assert.False((bool)Reevaluation.Of(new(record) { TokenScope = "" }).Inbound!["allow"]!);
        Assert.False(Reevaluation.Of(new(record) { Input = """{"reason":"[redacted]"}""" }).HasRequest);

        static string Id(string agent) => $"spiffe://agentweave.io/agent/{agent}";
    }

    private static Overview Overview(params AgentRow[] rows) => new(rows, Health: null, new(new(), null), DateTimeOffset.UnixEpoch);

    private static async Task<string> TextAsync<TPage>(object model) =>
        WebUtility.HtmlDecode(await ShownPage.ReadAsync(typeof(TPage), model, ShownPage.Administrator));
}
