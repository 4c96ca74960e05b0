using Ecommerce.Development;
using Rego.Values;

namespace Rego.Tests.Policies;

/// <summary>Three published policies, decided by this library and by <c>opa</c>.</summary>
public sealed class PublishedPolicyTests
{
    private const string Domain = "spiffe://agentweave.io/";

    private static readonly string[] Callers =
    [
        Domain + "agent/gateway", Domain + "agent/order", Domain + "agent/admin", Domain + "agent/user", Domain + "agent/payment",
        Domain + "agent/inventory", Domain + "client/web", Domain + "client/", Domain + "agent/order/x", Domain + "agent/gateway2",
        "spiffe://evil.io/agent/gateway", "spiffe://evil.io/client/web", "spiffe://agentweave.io.evil.io/agent/gateway",
        "SPIFFE://agentweave.io/agent/gateway", " " + Domain + "agent/gateway", "",
    ];

    private static readonly string[] Callees =
    [
        Domain + "agent/gateway", Domain + "agent/order", Domain + "agent/user", Domain + "agent/payment", Domain + "agent/inventory",
        Domain + "agent/", Domain + "agent/order/x", "spiffe://evil.io/agent/user", "",
    ];

    private static readonly string[] Actions =
        ["route", "health", "create_order", "get_order", "create_user", "get_user", "update_tier", "process_payment", "Get_User", ""];

    private static readonly string[] Packages = ["gateway", "order", "user"];

    private static string Folder => Path.Combine(Paths.Shared, "reference", "sources", "policies");

    [Fact]
    public void Every_combination_is_decided_as_opa_decides_it()
    {
        Assert.SkipUnless(Directory.Exists(Folder), $"no policies in {Folder}");
        var opa = SharedTools.Find("opa");
        Assert.SkipWhen(opa is null, SharedTools.Missing);

        var inputs = Inputs().ToList();
        var data = RegoValue.Object(("inputs", RegoValue.From(inputs))).ToJson();
        var query = "[row | some i in data.inputs; row := [a | some name in [\"gateway\", \"order\", \"user\"]; "
            + "a := data[name].authz.allow with input as i]]";
        var theirs = RegoValue.FromJson(Opa.Evaluate(opa!, Directory.GetFiles(Folder, "*.rego"), data, query));

        var policy = RegoPolicy.LoadDirectory(Folder);
        var queries = Packages.Select(name => policy.Prepare($"data.{name}.authz.allow")).ToList();
        var ours = RegoValue.From(inputs.Select(input => RegoValue.From(queries.Select(prepared => prepared.Evaluate(input)!))));

        Assert.Equal(inputs.Count, ((RegoArray)theirs).Items.Length);
        Assert.Equal(theirs, ours);
        // A policy that always gave the same decision would prove nothing.
        for (var i = 0; i < Packages.Length; i++)
        {
            Assert.Equal(2, ((RegoArray)ours).Items.ToArray().Select(row => ((RegoArray)row).Items[i]).Distinct().Count());
        }
    }

    /// <summary>Every combination of the fields, each of which may be missing.</summary>
    private static IEnumerable<RegoValue> Inputs()
    {
        foreach (var caller in Values(Callers))
        {
            foreach (var callee in Values(Callees))
            {
                foreach (var action in Values(Actions))
                {
                    (string Name, RegoValue? Value)[] members =
                        [("caller_spiffe_id", caller), ("callee_spiffe_id", callee), ("action", action)];
                    var present = members.Where(member => member.Value is not null);
                    yield return RegoValue.Object([.. present.Select(member => (member.Name, member.Value!))]);
                }
            }
        }

        static IEnumerable<RegoValue?> Values(string[] texts) => texts.Select(text => (RegoValue?)RegoValue.From(text)).Append(null);
    }
}
