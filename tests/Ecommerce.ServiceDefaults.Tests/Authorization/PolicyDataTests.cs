using Ecommerce.ServiceDefaults.Authorization;
using Ecommerce.Testing;
using Rego.Values;

namespace Ecommerce.ServiceDefaults.Tests.Authorization;

public class PolicyDataTests
{
    /// <summary>Set <c>ACCEPT=1</c> to write the file anew after a change of the contract.</summary>
    [Fact]
    public void The_document_that_an_OPA_server_is_started_with_is_the_one_that_agents_evaluate_with()
    {
        var file = RepositoryFiles.At("deploy", "opa", "data.json");
        var data = PolicyData.Create("agentweave.io", ["spiffe://agentweave.io/client/cli"]);
        if (Environment.GetEnvironmentVariable("ACCEPT") == "1")
        {
            File.WriteAllText(file, data.ToJson() + "\n");
        }

        Assert.Equal(data, RegoValue.ParseJson(File.ReadAllText(file)));
    }
}
