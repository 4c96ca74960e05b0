namespace Rego.Tests.Conformance;

public sealed class ConformanceTests(ITestOutputHelper output)
{
    [Fact]
    public void Policies_evaluate_as_the_suite_demands()
    {
        Assert.SkipUnless(ConformanceSuite.Exists, $"no conformance cases in {ConformanceSuite.Folder}");
        var required = RequiredCategories();
        var failures = new List<string>();
        int passed = 0, unsupported = 0, failed = 0;
        foreach (var category in ConformanceSuite.Categories())
        {
            var results = ConformanceSuite.Cases(category).Select(test => (test.Note, Result: CaseRunner.Run(test))).ToList();
            foreach (var (note, result) in results.Where(pair => pair.Result.Outcome == CaseOutcome.Fail))
            {
                output.WriteLine($"FAIL {note}: {result.Detail}");
            }

            var (pass, fail, skip) = (Count(CaseOutcome.Pass), Count(CaseOutcome.Fail), Count(CaseOutcome.Unsupported));
            output.WriteLine($"{category}: {pass} pass, {fail} fail, {skip} unsupported");
            passed += pass;
            failed += fail;
            unsupported += skip;
            if (required.Contains(category))
            {
                failures.AddRange(
                    results.Where(pair => pair.Result.Outcome != CaseOutcome.Pass).Select(pair => $"{pair.Note}: {pair.Result.Detail}"));
            }

            int Count(CaseOutcome outcome) => results.Count(pair => pair.Result.Outcome == outcome);
        }

        output.WriteLine($"total: {passed} pass, {failed} fail, {unsupported} unsupported");
        Assert.True(failures.Count == 0, string.Join('\n', failures));
    }

    [Fact]
    public void Every_category_that_must_pass_is_in_the_suite()
    {
        Assert.SkipUnless(ConformanceSuite.Exists, $"no conformance cases in {ConformanceSuite.Folder}");
        Assert.Empty(RequiredCategories().Except(ConformanceSuite.Categories()));
    }

    [Fact]
    public void Faulty_modules_give_the_diagnostics_that_the_suite_demands()
    {
        Assert.SkipUnless(ConformanceSuite.Exists, $"no conformance cases in {ConformanceSuite.Folder}");
        // Strict mode, which rejects unused imports, is not supported.
        var failures = ConformanceSuite.CompileCases().Where(test => !test.Strict).Select(Diagnose).Where(text => text.Length > 0).ToList();
        Assert.True(failures.Count == 0, string.Join('\n', failures));
    }

    private static HashSet<string> RequiredCategories() =>
        [.. File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Conformance", "categories.txt")).Where(line => line.Length > 0)];

    private static string Diagnose(CompileCase test)
    {
        try
        {
            RegoPolicy.Load(test.Modules.Select((text, i) => new RegoSource($"test-{i}.rego", text)));
            return $"{test.Note}: loads";
        }
        catch (RegoLoadException exception)
        {
            var got = exception.Errors.Select(error => new CompileDiagnostic(error.Code, error.Line, error.Column, error.Message)).ToList();
            return test.WantErrors.SequenceEqual(got)
                ? ""
                : $"{test.Note}: wanted {string.Join("; ", test.WantErrors)}; got {string.Join("; ", got)}";
        }
    }
}
