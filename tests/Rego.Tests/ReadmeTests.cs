using Ecommerce.Development;
using Rego.Values;

namespace Rego.Tests;

public sealed class ReadmeTests
{
    [Fact]
    public void The_example_of_the_readme_runs()
    {
        var policy = RegoPolicy.Load([new RegoSource("shop.rego", """
            package shop
            default allow := false
            allow if { input.role == "clerk"; input.amount <= data.limit }
            """)], data: RegoValue.ParseJson("""{"limit": 100}"""));
        var query = policy.Prepare("data.shop.allow");
        var input = RegoValue.Object(("role", RegoValue.From("clerk")), ("amount", RegoValue.From(20)));
        var isAllowed = query.Evaluate(input) is { IsTrue: true };

        Assert.True(isAllowed);
        Assert.Contains(Example(), Trimmed(Path.Combine("tests", "Rego.Tests", "ReadmeTests.cs")), StringComparison.Ordinal);
    }

    private static string Example()
    {
        var readme = Trimmed(Path.Combine("libraries", "Rego", "README.md"));
        const string Start = "```csharp\n";
        var start = readme.IndexOf(Start, StringComparison.Ordinal) + Start.Length;
        return readme[start..readme.IndexOf("```", start, StringComparison.Ordinal)];
    }

    private static string Trimmed(string file) =>
        string.Join('\n', File.ReadLines(RepositoryRoot.At(file)).Select(line => line.Trim()));
}
