using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Ecommerce.Development;
using Ecommerce.Development.Processes;
using Ecommerce.Testing;
using YamlDotNet.RepresentationModel;

namespace Ecommerce.Cli.Tests.Deploy;

/// <summary>The resources of <c>deploy/kubernetes</c> as <c>kubectl apply -k</c> sends them; every scalar is a text.</summary>
internal static class Manifests
{
    /// <summary>The first line of the overlay that <c>docs/kubernetes.md</c> installs.</summary>
    public const string ShopOfPage = "# my-shop/kustomization.yaml";

    private static readonly TimeSpan KustomizeTimeout = TimeSpan.FromMinutes(2);
    private static readonly ConcurrentDictionary<string, Lazy<Task<IReadOnlyList<JsonObject>>>> Rendered = new();

    /// <summary>Every overlay.</summary>
    public static string[] Overlays { get; } = ["development", "istio", "spire"];

    /// <summary>An overlay's resources. Skips the test where kubectl is missing.</summary>
    public static Task<IReadOnlyList<JsonObject>> OfAsync(string overlay)
    {
        var kubectl = Kubectl();
        return Rendered.GetOrAdd(
            overlay, name => new(() => RenderAsync(kubectl, RepositoryRoot.At("deploy", "kubernetes", "overlays", name)))).Value;
    }

    /// <summary>The resources of the overlay that <c>docs/kubernetes.md</c> prints with these words in it, beside <c>deploy</c>.</summary>
    public static async Task<IReadOnlyList<JsonObject>> OfPageAsync(string words)
    {
        var kubectl = Kubectl();
        using var folder = new TestFolder();
        Directory.CreateSymbolicLink(folder.At("deploy"), RepositoryRoot.At("deploy"));
        var shop = Directory.CreateDirectory(folder.At("my-shop")).FullName;
        await File.WriteAllTextAsync(Path.Combine(shop, "kustomization.yaml"), Printed("yaml", words));
        return await RenderAsync(kubectl, shop);
    }

    /// <summary>The resources in a file of <c>deploy/kubernetes</c>.</summary>
    public static IReadOnlyList<JsonObject> In(params string[] path) =>
        Parse(File.ReadAllText(RepositoryRoot.At(["deploy", "kubernetes", .. path])));

    /// <summary>What <c>docs/kubernetes.md</c> prints in that language with these words in it.</summary>
    public static string Printed(string language, string words) => Assert.Single(
        File.ReadAllText(RepositoryRoot.At("docs", "kubernetes.md")).Split($"```{language}\n")[1..].Select(block => block.Split("```")[0]),
        block => block.Contains(words, StringComparison.Ordinal));

    /// <summary>The command kubectl. Skips the test where it is missing.</summary>
    public static string Kubectl()
    {
        var kubectl = SharedTools.Find("kubectl");
        Assert.SkipWhen(kubectl is null, SharedTools.Missing);
        return kubectl;
    }

    /// <summary>Those of a kind.</summary>
    public static IEnumerable<JsonObject> Of(this IEnumerable<JsonObject> resources, string kind) =>
        resources.Where(resource => (string?)resource["kind"] == kind);

    /// <summary>The one of a kind and a name.</summary>
    public static JsonObject Named(this IEnumerable<JsonObject> resources, string kind, string name) =>
        Assert.Single(resources.Of(kind), resource => NameOf(resource) == name);

    /// <summary>A resource's name.</summary>
    public static string NameOf(JsonObject resource) => (string)resource["metadata"]!["name"]!;

    /// <summary>A mapping of texts, such as labels; empty where there is none.</summary>
    public static Dictionary<string, string> Texts(JsonNode? mapping) =>
        mapping?.AsObject().ToDictionary(entry => entry.Key, entry => (string)entry.Value!) ?? [];

    /// <summary>A list's items; none where there is no list.</summary>
    public static IEnumerable<JsonNode> Items(JsonNode? list) => list?.AsArray().Select(item => item!) ?? [];

    /// <summary>The documents of a text in YAML.</summary>
    public static IReadOnlyList<JsonObject> Parse(string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        return [.. stream.Documents.Select(document => Convert(document.RootNode)!.AsObject())];
    }

    private static async Task<IReadOnlyList<JsonObject>> RenderAsync(string kubectl, string folder)
    {
        var (code, output) = await Tool.RunAsync(KustomizeTimeout, kubectl, "kustomize", folder);
        return code == 0 ? Parse(output) : throw new InvalidOperationException(output);
    }

    private static JsonNode? Convert(YamlNode node) => node switch
    {
        YamlMappingNode mapping => new JsonObject(mapping.Children.Select(
            entry => KeyValuePair.Create(((YamlScalarNode)entry.Key).Value!, Convert(entry.Value)))),
        YamlSequenceNode sequence => new JsonArray([.. sequence.Children.Select(Convert)]),
        YamlScalarNode scalar => JsonValue.Create(scalar.Value),
        _ => null,
    };
}
