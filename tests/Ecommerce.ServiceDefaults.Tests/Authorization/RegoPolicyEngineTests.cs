using Ecommerce.ServiceDefaults.Authorization;
using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Decisions;
using Ecommerce.Testing;

namespace Ecommerce.ServiceDefaults.Tests.Authorization;

/// <summary>What the policies' folder must hold when an agent starts, and what becomes of changes in it.</summary>
public sealed class RegoPolicyEngineTests : IDisposable
{
    private static readonly AgentInfo Agent = new("order", "agentweave.io");

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("package order.authz\n\ndefault decision := fals", "order.rego:3:")]
    [InlineData("package order.authz\n\ndecision := {", "order.rego:3:1")]
    [InlineData("package order.authz\n\ndefault decision := no.such.builtin(1)", "order.rego:3:")]
    [InlineData("package user.authz\n\ndefault decision := false",
        "data.order.authz.decision is undefined where no rule allows: the package order.authz is missing")]
    [InlineData("package order.authz\n\ndefault allow := false", "or has no default decision")]
    [InlineData("package order.authz\n\ndefault decision := \"no\"", "is neither a boolean nor an object with a boolean allow")]
    [InlineData("package order.authz\n\ndefault decision := {\"reason\": \"none\"}",
        "is neither a boolean nor an object with a boolean allow")]
    [InlineData("package order.authz\n\ndecision if input.x.y == 1\n\ndecision := to_number(input.action)",
        "data.order.authz.decision cannot be evaluated: ")]
    public void Policies_that_cannot_decide_stop_the_start_and_tell_where(string policy, string problem)
    {
        Write("order.rego", policy);

        var refused = Assert.Throws<AgentSetupException>(Engine);

        Assert.Contains(problem, Assert.Single(refused.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_fault_has_a_line_and_a_folder_that_is_not_there_has_one()
    {
        Write("order.rego", "package order.authz\n\ndecision := a\n\nallow := b");
        Assert.Equal(2, Assert.Throws<AgentSetupException>(Engine).Problems.Count);

        var missing = Engines.Settings(("authorization:policy_path", _folder.At("none")));
        var refused = Assert.Throws<AgentSetupException>(() => Engines.Rego(Agent, missing));
        Assert.StartsWith(
            $"the policies in {_folder.At("none")} cannot be read: ", Assert.Single(refused.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Changed_policies_decide_once_two_looks_have_found_them_the_same()
    {
        Write("order.rego", Policy(allow: false));
        var engine = Engine();
        var first = engine.Revision;
        Assert.False(engine.Refresh());

        Write("order.rego", Policy(allow: true));
        Assert.False(engine.Refresh());
        Assert.False(await DecideAsync(engine));
        Assert.True(engine.Refresh());
        Assert.True(await DecideAsync(engine));
        Assert.NotEqual(first, engine.Revision);

        Write("order.rego", Policy(allow: false));
        engine.Refresh();
        engine.Refresh();
        Assert.Equal(first, engine.Revision);
    }

    [Theory]
    [InlineData("package order.authz\n\ndecision := {", "order.rego:3:1")]
    [InlineData("package order.authz", "is undefined where no rule allows")]
    [InlineData(null, "cannot be read")]
    public async Task Policies_that_are_refused_leave_the_old_ones_deciding_and_are_told_of(string? policy, string problem)
    {
        Write("order.rego", Policy(allow: true));
        var engine = Engine();
        if (policy is null)
        {
            Directory.Delete(_folder.At("policies"), recursive: true);
        }
        else
        {
            Write("order.rego", policy);
        }

        for (var look = 0; look < 3; look++)
        {
            Assert.False(engine.Refresh());
        }

        Assert.True(await DecideAsync(engine));
        Assert.Contains(problem, engine.Stale, StringComparison.Ordinal);

        Write("order.rego", Policy(allow: false));
        engine.Refresh();
        Assert.True(engine.Refresh());
        Assert.Null(engine.Stale);
        Assert.False(await DecideAsync(engine));
    }

    /// <summary>A volume of a ConfigMap: files are links through <c>..data</c>, a link that is replaced.</summary>
    [Fact]
    public async Task A_ConfigMap_is_read_once_and_its_swap_is_seen()
    {
        var volume = Directory.CreateDirectory(_folder.At("policies")).FullName;
        Write("..revision_1/order.rego", Policy(allow: false));
        Write("..revision_2/order.rego", Policy(allow: true));
        Directory.CreateSymbolicLink(Path.Combine(volume, "..data"), "..revision_1");
        File.CreateSymbolicLink(Path.Combine(volume, "order.rego"), "..data/order.rego");
        var engine = Engine();
        Assert.False(await DecideAsync(engine));

        Directory.Delete(Path.Combine(volume, "..data"));
        Directory.CreateSymbolicLink(Path.Combine(volume, "..data"), "..revision_2");
        engine.Refresh();
        Assert.True(engine.Refresh());
        Assert.True(await DecideAsync(engine));
    }

    [Theory]
    [InlineData("sum([1 | some a in numbers.range(1, 3000); some b in numbers.range(1, 3000); a != b]) > 0", PolicyFailure.Budget)]
    [InlineData("to_number(input.action) == 1", PolicyFailure.Fault)]
    public async Task A_decision_without_an_answer_says_why_and_by_which_rule(string rule, object failure)
    {
        Write("order.rego", $"package order.authz\n\ndefault decision := false\n\n"
            + $"decision if {{\n\tinput.action == \"get_order\"\n\t{rule}\n}}");
        var engine = Engine();

        var unavailable = await Assert.ThrowsAsync<PolicyUnavailableException>(() => DecideAsync(engine));

        Assert.Equal(failure, unavailable.Failure);
        Assert.StartsWith(
            $"data.order.authz.decision at {_folder.At("policies")}/order.rego:", unavailable.Message, StringComparison.Ordinal);
    }

    private static string Policy(bool allow) => $"package order.authz\n\ndecision := {(allow ? "true" : "false")}\n";

    private static async Task<bool> DecideAsync(RegoPolicyEngine engine)
    {
        var question = new AuthorizationRequest(
            Direction.Inbound, Agent.IdOf("gateway"), Agent.SpiffeId, "get_order", Agent.IdOf("gateway"), UserId: null, Request: null);
        var answer = await engine.EvaluateAsync(PolicyRule.Decision, question, TestContext.Current.CancellationToken);
        return answer.Decision.Allow;
    }

    private RegoPolicyEngine Engine() => Engines.Rego(Agent, Engines.Settings(("authorization:policy_path", _folder.At("policies"))));

    private void Write(string file, string policy)
    {
        var path = Path.Combine(_folder.At("policies"), file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, policy);
    }
}
