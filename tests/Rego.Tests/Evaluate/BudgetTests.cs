namespace Rego.Tests.Evaluate;

public sealed class BudgetTests
{
    private const string Counting = "some a in numbers.range(1, 1000); some b in numbers.range(1, 1000); a + b == 0";

    [Fact]
    public void An_evaluation_ends_at_its_step_budget()
    {
        var failure = Check.Fails($"p if {{ {Counting} }}", new RegoEvaluationOptions { StepBudget = 5000 });
        Assert.Equal(("eval_cancel_error", "step budget exceeded", true), (failure.Code, failure.Reason, failure.IsOverBudget));
    }

    [Fact]
    public void An_evaluation_ends_at_its_memory_budget()
    {
        var failure = Check.Fails("p := numbers.range(1, 1000000000)", new RegoEvaluationOptions { MemoryBudget = 1 << 20 });
        Assert.Equal(("eval_cancel_error", "memory budget exceeded", true), (failure.Code, failure.Reason, failure.IsOverBudget));
        failure = Check.Fails("p := sprintf(\"%999999d%999999d\", [1, 2])", new RegoEvaluationOptions { MemoryBudget = 1 << 20 });
        Assert.Equal("eval_cancel_error", failure.Code);
    }

    [Fact]
    public void An_evaluation_may_take_100_000_steps_and_8_MiB_unless_told_otherwise()
    {
        Assert.Equal((100_000, 8 << 20), (RegoEvaluationOptions.Default.StepBudget, RegoEvaluationOptions.Default.MemoryBudget));
        Assert.True(Check.Fails($"p if {{ {Counting} }}").IsOverBudget);
        Assert.True(Check.Fails("p := numbers.range(1, 1000000)").IsOverBudget);
    }

    [Fact]
    public void A_failure_names_the_rule_in_which_it_happened_and_its_place()
    {
        var failure = Check.Fails($"p if q\n\nq if f(1)\n\nf(_) if {{ {Counting} }}");
        Assert.Equal(("data.t.f", "t.rego", 6, 1, true), (failure.Rule, failure.Path, failure.Line, failure.Column, failure.IsOverBudget));
        failure = Check.Fails("p if q[_]\n\nq contains 1 if 1 / 0 == 1");
        Assert.Equal(("data.t.q", "t.rego", 4, false), (failure.Rule, failure.Path, failure.Line, failure.IsOverBudget));
    }

    [Fact]
    public void A_failure_of_the_query_itself_names_no_rule()
    {
        var failure = Assert.Throws<RegoEvaluationException>(() => RegoPolicy.Load([]).Prepare("1 / 0").Evaluate(null));
        Assert.Equal(("eval_builtin_error", ""), (failure.Code, failure.Rule));
    }

    [Fact]
    public void A_cancelled_evaluation_has_no_answer_and_is_not_over_its_budget()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        var failure = Check.Fails("p := 1", new RegoEvaluationOptions { CancellationToken = source.Token });
        Assert.Equal(("eval_cancel_error", false), (failure.Code, failure.IsOverBudget));
    }
}
