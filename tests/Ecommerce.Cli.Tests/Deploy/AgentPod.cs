using System.Text.Json.Nodes;

namespace Ecommerce.Cli.Tests.Deploy;

/// <summary>The pod of a Deployment or of a Job, which has one container.</summary>
/// <param name="Template">Its template.</param>
internal sealed record AgentPod(JsonNode Template)
{
    /// <summary>Its specification.</summary>
    public JsonNode Spec => Template["spec"]!;

    /// <summary>Its labels.</summary>
    public Dictionary<string, string> Labels => Manifests.Texts(Template["metadata"]!["labels"]);

    /// <summary>Its container.</summary>
    public JsonNode Container => Assert.Single(Manifests.Items(Spec["containers"]));

    /// <summary>The environment, with references to other variables and to labels resolved; of what a Secret holds, nothing.</summary>
    public IReadOnlyDictionary<string, string> Environment
    {
        get
        {
            Dictionary<string, string> variables = [];
            foreach (var variable in Manifests.Items(Container["env"]))
            {
                // Only what stands before it is known, as to the kubelet.
                variables[(string)variable["name"]!] = variables.Aggregate(
                    (string?)variable["value"] ?? Field((string?)variable["valueFrom"]?["fieldRef"]?["fieldPath"]),
                    (text, known) => text.Replace($"$({known.Key})", known.Value, StringComparison.Ordinal));
            }

            return variables;
        }
    }

    /// <summary>Name and key of the Secret behind each variable that has one.</summary>
    public IEnumerable<(string Variable, string Secret, string Key)> Secrets =>
        from variable in Manifests.Items(Container["env"])
        let secret = variable["valueFrom"]?["secretKeyRef"]
        where secret is not null
        select ((string)variable["name"]!, (string)secret["name"]!, (string)secret["key"]!);

    /// <summary>The volume at or above a path; null where there is none.</summary>
    public JsonNode? VolumeAt(string path) =>
        Manifests.Items(Container["volumeMounts"])
            .Where(mount => $"{path}/".StartsWith($"{(string)mount["mountPath"]!}/", StringComparison.Ordinal))
            .Select(mount => Manifests.Items(Spec["volumes"]).Single(volume => (string)volume["name"]! == (string)mount["name"]!))
            .SingleOrDefault();

    private string Field(string? path) =>
        path?.Split('\'') is ["metadata.labels[", var label, "]"] ? Labels[label] : "";
}
