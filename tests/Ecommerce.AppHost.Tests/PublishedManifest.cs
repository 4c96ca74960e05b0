using System.Text.Json.Nodes;
using Ecommerce.Development;
using Ecommerce.Development.Processes;
using Ecommerce.Testing;

namespace Ecommerce.AppHost.Tests;

/// <summary>The manifest that the AppHost publishes, by which azd and aspirate deploy.</summary>
public class PublishedManifest : IAsyncLifetime
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private JsonObject? _manifest;

    /// <summary>Settings of the AppHost, as they are typed.</summary>
    protected virtual string[] Settings => [];

    /// <summary>The resources by name.</summary>
    public JsonObject Resources
    {
        get
        {
            Assert.SkipWhen(_manifest is null, "The AppHost is not compiled here: the package feed lacks Aspire");
            return (JsonObject)_manifest["resources"]!;
        }
    }

    /// <summary>The environment of a resource.</summary>
    public IReadOnlyDictionary<string, string> EnvironmentOf(string resource) =>
        (Resources[resource]!["env"] as JsonObject ?? []).ToDictionary(variable => variable.Key, variable => (string)variable.Value!);

    /// <summary>Publishes it, where Aspire's packages are.</summary>
    public async ValueTask InitializeAsync()
    {
        var configuration = Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        var folder = RepositoryRoot.At("artifacts", "bin", "Ecommerce.AppHost", configuration);
        if (!File.Exists(Path.Combine(folder, "Ecommerce.AppHost.runtimeconfig.json")))
        {
            return;
        }

        using var output = new TestFolder();
        var path = Path.Combine(output.Path, "manifest.json");
        var (code, text) = await Tool.RunAsync(
            Limit,
            [
                Path.Combine(AgentProgram.DotnetRoot, "dotnet"), Path.Combine(folder, "Ecommerce.AppHost.dll"),
                "--publisher", "manifest", "--output-path", path, .. Settings,
            ]);
        Assert.True(code == 0, text);
        _manifest = JsonNode.Parse(await File.ReadAllTextAsync(path))!.AsObject();
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}

/// <summary>The manifest of a shop whose PostgreSQL is the platform's.</summary>
public sealed class ManifestForExternalPostgres : PublishedManifest
{
    /// <inheritdoc/>
    protected override string[] Settings => ["Postgres=external"];
}
