using Ecommerce.Development;
using Ecommerce.Development.Processes;
using Ecommerce.Gateway.OpenApi;
using Ecommerce.Testing;

namespace Ecommerce.Gateway.Tests.OpenApi;

/// <summary>The document before a linter that others wrote, which npm brings.</summary>
public sealed class OpenApiLintTests
{
    private const string Package = "@redocly/cli@2.77.0";
    private static readonly TimeSpan CommandTimeout = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task The_document_breaks_no_recommended_rule()
    {
        using var folder = new TestFolder();
        var document = folder.At("v1.json");
        await File.WriteAllBytesAsync(document, OpenApiDocument.Bytes);
        var (missing, why) = await RunAsync("--version");
        Assert.SkipWhen(missing != 0, $"{Package} cannot be had from npm: {why}");

        var rules = RepositoryRoot.At("tests", "Ecommerce.Gateway.Tests", "OpenApi", "redocly.yaml");
        var (exit, output) = await RunAsync("lint", document, "--config", rules);
        Assert.True(exit == 0, output);
    }

    // Nothing is told to the linter's makers.
    private static Task<(int ExitCode, string Output)> RunAsync(params string[] arguments) => Tool.RunAsync(
        CommandTimeout,
        [
            "env", "REDOCLY_TELEMETRY=off", "REDOCLY_SUPPRESS_UPDATE_NOTICE=true",
            "npm", "exec", "--yes", $"--package={Package}", "--", "redocly", .. arguments,
        ]);
}
