using System.CommandLine;
using Ecommerce.Cli.Output;
using Ecommerce.Development;
using Rego;
using Rego.Testing;

namespace Ecommerce.Cli.Commands;

/// <summary><c>authz test</c>: runs the policies' own tests.</summary>
internal static class AuthzTestCommand
{
    // One test asks for a decision of every caller, agent and action: thousands of times what a decision may cost.
    private static readonly RegoEvaluationOptions Budget = new() { StepBudget = 100_000_000, MemoryBudget = 4L << 30 };

    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var filter = new Option<string?>("--filter") { Description = "Only tests whose package.name contains this", HelpName = "TEXT" };
        var command = new Command("test", "Runs the tests of the policies (*_test.rego); the last line counts them") { filter };
        command.SetAction(parsed => Run(parsed.GetValue(filter)));
        return command;
    }

    private static int Run(string? filter)
    {
        IReadOnlyList<RegoTestResult> results;
        try
        {
            var policy = RegoPolicy.LoadDirectory(RepositoryRoot.At("policies"), options: new RegoOptions { IncludeTests = true });
            results = RegoTests.Run(policy, filter, Budget);
        }
        catch (RegoLoadException exception)
        {
            throw new CommandException($"The policies do not load: {exception.Message}", exception);
        }

        foreach (var result in results.Where(result => result.Outcome is RegoTestOutcome.Fail or RegoTestOutcome.Error))
        {
            var outcome = result.Outcome.ToString().ToUpperInvariant();
            Console.WriteLine($"{outcome} {result.Package}.{result.Name} ({result.Path}:{result.Line}) {result.Error}");
            foreach (var line in result.Output)
            {
                Console.WriteLine($"  {line}");
            }
        }

        var passed = results.Count(result => result.Outcome == RegoTestOutcome.Pass);
        var skipped = results.Count(result => result.Outcome == RegoTestOutcome.Skip);
        var failed = results.Count - passed - skipped;
        Console.WriteLine(skipped == 0 ? $"{passed} passed, {failed} failed" : $"{passed} passed, {failed} failed, {skipped} skipped");
        // A filter that matches nothing, or missing tests, must not look like success.
        return failed == 0 && passed > 0 ? ExitCodes.Done : ExitCodes.Failed;
    }
}
