using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.Development;
using Ecommerce.ServiceDefaults.Authorization;
using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Decisions;
using Ecommerce.Testing;
using Rego.Values;

namespace Ecommerce.ServiceDefaults.Tests.Authorization;

/// <summary>
/// What an engine remembers: a bounded number of answers, none of which a fresh evaluation would give in another way.
/// </summary>
[Collection(nameof(AllocationCollection))]
public sealed class PolicyMemoryTests : IDisposable
{
    private const string User = "0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b";

    private static readonly AgentInfo Agent = new("order", "agentweave.io");
    private static readonly AuthorizationRequest Question = new(
        Direction.Inbound, Agent.IdOf("gateway"), Agent.SpiffeId, "get_order", Agent.IdOf("gateway"), UserId: null, Request: null);

    private readonly TestFolder _folder = new();
    private readonly ManualTime _time = new();

    public static TheoryData<string> Agents => [.. AgentNames.All];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Agents))]
    public async Task What_is_remembered_is_what_a_fresh_evaluation_answers(string agent)
    {
        var info = new AgentInfo(agent, PolicyCalls.TrustDomain);
        var engine = Engines.Rego(info, PolicyCalls.Settings(opa: "unix:///nowhere"));
        var fresh = PolicySet.Compile(
            PolicyFiles.Read(Engines.Settings(("authorization:policy_path", RepositoryRoot.At("policies")))), info,
            PolicyData.Create(PolicyCalls.TrustDomain, [PolicyCalls.Operator]), TimeProvider.System);
        var input = new PolicyInput(info.SpiffeId);
        var calls = PolicyCalls.Of(agent).ToList();

        var (remembered, allowed) = (0, 0);
        foreach (var rule in Enum.GetValues<PolicyRule>())
        {
            var query = rule == PolicyRule.Visible ? fresh.Visible : fresh.Decision;
            foreach (var call in calls.Concat(calls))
            {
                var expected = query.Evaluate(input.Create(call, DateTimeOffset.UnixEpoch));
                var answer = await AskAsync(engine, call, rule);
                Assert.True(Equals(expected, answer.Value), $"{rule} of {call}: {answer.Value?.ToJson()}, not {expected?.ToJson()}");
                Assert.Equal(PolicyResult.Read(expected), answer.Decision);
                remembered += ReferenceEquals(answer, await AskAsync(engine, call, rule)) ? 1 : 0;
                allowed += answer.Decision.Allow ? 1 : 0;
            }
        }

        Assert.InRange(remembered, allowed * 4 / 5, allowed);
    }

    [Theory]
    [InlineData("input.action == \"get_order\"")]
    [InlineData("object.get(input, \"actor\", \"\") != \"\"")]
    [InlineData("not input.user.user_id == \"other\"")]
    [InlineData("input.context == {}")]
    [InlineData("input.caller_trust_domain == data.trust_domain")]
    public async Task An_answer_that_depends_on_who_calls_whom_for_what_is_remembered(string condition)
    {
        var engine = Engine(condition);

        var first = await AskAsync(engine, Question);

        Assert.True(first.Decision.Allow);
        Assert.Same(first, await AskAsync(engine, Question with { Request = new GetOrderRequest { OrderId = "1" } }));
        Assert.NotSame(first, await AskAsync(engine, Question with { Action = "list_orders" }));
        Assert.NotSame(first, await AskAsync(engine, Question with { Direction = Direction.Outbound }));
        Assert.NotSame(first, await AskAsync(engine, Question with { Caller = Agent.IdOf("admin") }));
        Assert.NotSame(first, await AskAsync(engine, Question with { Callee = Agent.IdOf("user") }));
        Assert.NotSame(first, await AskAsync(engine, Question with { Actor = Agent.IdOf("admin") }));
        Assert.NotSame(first, await AskAsync(engine, Question with { TokenScope = "get_order" }));
        Assert.NotSame(first, await AskAsync(engine, Question, PolicyRule.Visible));
        Assert.Same(first, await AskAsync(engine, Question));
    }

    [Theory]
    [InlineData("not input.request.order_id == \"2\"")]
    [InlineData("input.request")]
    [InlineData("input.timestamp")]
    [InlineData("not input.tenant")]
    [InlineData("input != {}")]
    [InlineData("input[concat(\"\", [\"act\", \"ion\"])]")]
    [InlineData("some member in input; member == \"get_order\"")]
    [InlineData("object.union(input, {}).action")]
    [InlineData("time.now_ns() > 0")]
    [InlineData("rand.intn(\"a\", 5) >= 0")]
    [InlineData("uuid.rfc4122(\"a\")")]
    public async Task An_answer_that_depends_on_anything_else_is_not_remembered(string condition)
    {
        var engine = Engine(condition);

        var first = await AskAsync(engine, Question);

        Assert.True(first.Decision.Allow);
        Assert.NotSame(first, await AskAsync(engine, Question));
    }

    [Fact]
    public async Task A_request_that_is_read_decides_each_time_also_where_an_answer_without_it_is_remembered()
    {
        var engine = Engine("not refused", "refused if {\n\tinput.action == \"create_order\"\n\tinput.request.user_id != \"a\"\n}\n");
        var create = Question with { Action = "create_order", Request = new CreateOrderRequest { UserId = "a" } };

        Assert.True((await AskAsync(engine, create)).Decision.Allow);
        Assert.False((await AskAsync(engine, create with { Request = new CreateOrderRequest { UserId = "b" } })).Decision.Allow);
        Assert.Same(await AskAsync(engine, Question), await AskAsync(engine, Question));
    }

    [Fact]
    public async Task Where_the_user_was_read_each_user_has_an_answer_and_elsewhere_all_have_one()
    {
        var engine = Engine("not input.user.user_id == \"other\"");
        var (none, user) = (await AskAsync(engine, Question), await AskAsync(engine, Question with { UserId = User }));
        Assert.NotSame(none, user);
        Assert.Same(none, await AskAsync(engine, Question));
        Assert.Same(user, await AskAsync(engine, Question with { UserId = User }));
        Assert.False((await AskAsync(engine, Question with { UserId = "other" })).Decision.Allow);
        Assert.NotSame(none, await AskAsync(engine, Question with { UserId = "" }));

        var careless = Engine("input.action");
        Assert.Same(await AskAsync(careless, Question), await AskAsync(careless, Question with { UserId = User }));
    }

    [Fact]
    public async Task New_policies_remember_nothing_of_the_old_ones()
    {
        var engine = Engine("input.action == \"get_order\"");
        Assert.True((await AskAsync(engine, Question)).Decision.Allow);

        Write("input.action == \"list_orders\"");
        Assert.False(engine.Refresh());
        Assert.True((await AskAsync(engine, Question)).Decision.Allow);
        Assert.True(engine.Refresh());

        Assert.False((await AskAsync(engine, Question)).Decision.Allow);
    }

    [Fact]
    public async Task A_failure_and_a_denial_are_not_remembered()
    {
        var failing = Engine("input.action == \"get_order\"\nto_number(input.actor) == 1");
        await Assert.ThrowsAsync<PolicyUnavailableException>(() => AskAsync(failing, Question));
        await Assert.ThrowsAsync<PolicyUnavailableException>(() => AskAsync(failing, Question));

        var denying = Engine("input.action == \"none\"");
        Assert.NotSame(await AskAsync(denying, Question), await AskAsync(denying, Question));
    }

    [Fact]
    public async Task A_call_that_is_cancelled_is_not_answered_from_memory()
    {
        var engine = Engine("input.action");
        await AskAsync(engine, Question);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await engine.EvaluateAsync(PolicyRule.Decision, Question, new CancellationToken(canceled: true)));
    }

    [Fact]
    public void A_flood_of_questions_stays_within_the_bound_and_displaces_only_a_part()
    {
        var memory = new PolicyMemory();
        var answer = new PolicyAnswer(RegoValue.True);
        var questions = Enumerable.Range(0, 50).Select(i => Question with { Actor = $"spiffe://agentweave.io/client/{i}" }).ToList();
        foreach (var question in questions)
        {
            memory.Keep(PolicyRule.Decision, question, answer, isForUser: false);
        }

        Assert.InRange(questions.Count(question => memory.Find(PolicyRule.Decision, question) is not null), 45, 50);
        for (var i = 0; i < 100; i++)
        {
            memory.Keep(PolicyRule.Decision, Question with { UserId = $"{i}" }, answer, isForUser: true);
        }

        Assert.InRange(questions.Count(question => memory.Find(PolicyRule.Decision, question) is not null), 40, 50);
        for (var i = 0; i < 20 * PolicyMemory.Capacity; i++)
        {
            memory.Keep(PolicyRule.Decision, Question with { UserId = $"{i}" }, answer, isForUser: true);
            memory.Keep(PolicyRule.Decision, Question with { Action = $"{i}" }, new PolicyAnswer(RegoValue.False), isForUser: false);
        }

        Assert.Equal(PolicyMemory.Capacity, memory.Count);
        Assert.Null(memory.Find(PolicyRule.Decision, Question with { Action = "1" }));
    }

    [Fact]
    public async Task An_answer_from_memory_takes_0_bytes()
    {
        const int Times = 1000;
        var engine = Engine("input.action == \"get_order\"");
        var question = Question with { Request = new GetOrderRequest { OrderId = "1" }, UserId = User };
        await AskAsync(engine, question);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Times; i++)
        {
            Assert.True((await engine.EvaluateAsync(PolicyRule.Decision, question, CancellationToken.None)).Decision.Allow);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static async Task<PolicyAnswer> AskAsync(
        RegoPolicyEngine engine, AuthorizationRequest question, PolicyRule rule = PolicyRule.Decision) =>
        await engine.EvaluateAsync(rule, question, TestContext.Current.CancellationToken);

    private RegoPolicyEngine Engine(string condition, string rules = "")
    {
        Write(condition, rules);
        return Engines.Rego(Agent, Engines.Settings(("authorization:policy_path", _folder.Path)), _time);
    }

    private void Write(string condition, string rules = "") => File.WriteAllText(
        _folder.At("order.rego"),
        $"package order.authz\n\ndefault decision := false\n\nvisible := true\n\ndecision if {{\n\t{condition}\n}}\n\n{rules}");
}
