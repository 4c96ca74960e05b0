using Rego.Testing;

namespace Rego.Tests.Testing;

public sealed class RegoTestsTests
{
    private const string Module = """
        package a_test

        test_good if true

        test_bad if 1 == 2

        test_wrong_value := 1

        test_error if { x := "a"; to_number(x) == 1 }

        todo_later if false

        test_printing if { print("seen"); true }

        helper if false
        """;

    private static readonly RegoPolicy Policy = RegoPolicy.Load([new RegoSource("a_test.rego", Module)]);

    [Fact]
    public void Each_test_rule_has_a_result_with_its_place()
    {
        var results = RegoTests.Run(Policy);
        Assert.Equal(
            [
                ("test_good", RegoTestOutcome.Pass, 3),
                ("test_bad", RegoTestOutcome.Fail, 5),
                ("test_wrong_value", RegoTestOutcome.Fail, 7),
                ("test_error", RegoTestOutcome.Error, 9),
                ("todo_later", RegoTestOutcome.Skip, 11),
                ("test_printing", RegoTestOutcome.Pass, 13),
            ],
            results.Select(result => (result.Name, result.Outcome, result.Line)));
        Assert.All(results, result => Assert.Equal(("data.a_test", "a_test.rego"), (result.Package, result.Path)));
        Assert.Equal(["seen"], results[^1].Output);
        Assert.Contains("eval_builtin_error", results[3].Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_filter_picks_tests_by_their_full_name()
    {
        Assert.Equal(["test_bad"], RegoTests.Run(Policy, "a_test.test_ba").Select(result => result.Name));
    }

    [Fact]
    public void Test_files_load_only_if_asked_for()
    {
        var folder = Directory.CreateTempSubdirectory("rego-tests-");
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, "a.rego"), "package a\np := 1");
            File.WriteAllText(Path.Combine(folder.FullName, "a_test.rego"), "package a_test\ntest_p if data.a.p == 1");
            Assert.Empty(RegoTests.Run(RegoPolicy.LoadDirectory(folder.FullName)));
            var policy = RegoPolicy.LoadDirectory(folder.FullName, options: new RegoOptions { IncludeTests = true });
            Assert.Equal(RegoTestOutcome.Pass, Assert.Single(RegoTests.Run(policy)).Outcome);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
