using System.Text.Json;
using System.Text.Json.Nodes;
using Ecommerce.ServiceDefaults.Authorization;
using Ecommerce.ServiceDefaults.Configuration;

namespace Ecommerce.Development;

/// <summary>What an OPA server is started with, <c>deploy/opa/data.json</c>: what agents evaluate with in process.</summary>
public static class OpaData
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n" };

    /// <summary>The file's text.</summary>
    public static string Write()
    {
        var domain = AgentSchema.Default("agent:trust_domain");
        var data = PolicyData.Create(domain, [$"spiffe://{domain}/client/cli"]);
        return JsonNode.Parse(data.ToJson())!.ToJsonString(Indented) + "\n";
    }
}
