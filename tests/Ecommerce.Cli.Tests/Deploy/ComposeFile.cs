using System.Text.Json.Nodes;
using Ecommerce.Development;

namespace Ecommerce.Cli.Tests.Deploy;

/// <summary>A file of <c>deploy/compose</c> with its merges (<c>&lt;&lt;</c>) done, which YAML's parser leaves to the reader.</summary>
internal sealed class ComposeFile
{
    private readonly JsonObject _root;

    private ComposeFile(string name) => _root = (JsonObject)Merge(Assert.Single(Manifests.Parse(File.ReadAllText(At(name)))))!;

    /// <summary>The shop.</summary>
    public static ComposeFile Shop { get; } = new("compose.yaml");

    /// <summary>Identities by SPIRE.</summary>
    public static ComposeFile Spire { get; } = new("spire.yaml");

    /// <summary>Identities by the development authority.</summary>
    public static ComposeFile Development { get; } = new("development.yaml");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ComposeFile> All { get; } = [Shop, Spire, Development];

    /// <summary>Every service, by name.</summary>
    public Dictionary<string, JsonNode> Services =>
        _root["services"]!.AsObject().ToDictionary(service => service.Key, service => service.Value!);

    /// <summary>The path of a file there.</summary>
    public static string At(string name) => RepositoryRoot.At("deploy", "compose", name);

    /// <summary>The names of what it declares: <c>volumes</c>, <c>networks</c>, <c>secrets</c>.</summary>
    public IEnumerable<string> Declared(string kind) => _root[kind]?.AsObject().Select(entry => entry.Key) ?? [];

    /// <summary>The file of a secret.</summary>
    public string FileOf(string secret) => (string)_root["secrets"]![secret]!["file"]!;

    /// <summary>A service's list of texts, or the names of a mapping.</summary>
    public static IReadOnlyList<string> List(JsonNode service, string field) => service[field] switch
    {
        JsonArray items => [.. items.Select(item => (string)item!)],
        JsonObject mapping => [.. mapping.Select(entry => entry.Key)],
        _ => [],
    };

    private static JsonNode? Merge(JsonNode? node) => node switch
    {
        JsonArray items => new JsonArray([.. items.Select(Merge)]),
        JsonObject mapping => Merge(mapping),
        _ => node?.DeepClone(),
    };

    // What a mapping says itself goes before what it takes from others, of which the first goes before the next.
    private static JsonObject Merge(JsonObject mapping)
    {
        var merged = new JsonObject();
        JsonNode?[] sources = mapping["<<"] switch { JsonArray several => [.. several], null => [], var one => [one] };
        foreach (var source in sources.Select(source => (JsonObject)Merge(source)!).Append(new(Own(mapping))))
        {
            foreach (var (key, value) in source)
            {
                merged[key] = value?.DeepClone();
            }
        }

        return merged;
    }

    private static IEnumerable<KeyValuePair<string, JsonNode?>> Own(JsonObject mapping) =>
        mapping.Where(entry => entry.Key != "<<").Select(entry => KeyValuePair.Create(entry.Key, Merge(entry.Value)));
}
