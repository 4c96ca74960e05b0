using Ecommerce.Cli.Authz;
using Ecommerce.Cli.Deploy;
using Ecommerce.Development;
using Ecommerce.ServiceDefaults.Authorization;
using Ecommerce.Testing;
using Rego;

namespace Ecommerce.Cli.Tests.Deploy;

public sealed class DeployFileTests
{
    [Fact]
    public void Every_generated_file_says_what_registrations_and_policies_say()
    {
        var stale = DeployFile.All().Where(file => !file.IsCurrent()).Select(file => file.Path);
        Assert.True(
            !stale.Any(), $"Run bin/ecommerce deploy render, and review what it changes: {string.Join(", ", stale)}");
    }

    [Fact]
    public void A_right_that_is_taken_from_a_policy_is_taken_from_the_network()
    {
        using var folder = new TestFolder();
        foreach (var file in Directory.GetFiles(RepositoryRoot.At("policies"), "*.rego", SearchOption.AllDirectories))
        {
            var copy = folder.At(Path.GetRelativePath(RepositoryRoot.At("policies"), file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        var policy = folder.At("user_authz.rego");
        const string Right = "\t\"payment\": {\"erase_user_data\", \"export_user_data\"},\n";
        Assert.Contains(Right, File.ReadAllText(policy), StringComparison.Ordinal);
        File.WriteAllText(policy, File.ReadAllText(policy).Replace(Right, "", StringComparison.Ordinal));

        var (before, after) = (CallGraph.Of(PolicyCheck.Load()), CallGraph.Of(Load(folder.Path)));
        Assert.Equal(["payment"], before.CalleesOf("user").Except(after.CalleesOf("user")));
        Assert.Equal(["user"], Callers(before).Except(Callers(after)));
        Assert.NotEqual(NetworkPolicies.Write(before), NetworkPolicies.Write(after));
        Assert.NotEqual(AuthorizationPolicies.Write(before), AuthorizationPolicies.Write(after));

        static IEnumerable<string> Callers(CallGraph graph) => graph.CallersOf("payment").Select(caller => caller.Name);

        static RegoPolicy Load(string folder) => RegoPolicy.LoadDirectory(folder, PolicyData.Create(Registrations.TrustDomain, []));
    }

    [Fact]
    public void Each_that_has_comments_says_how_it_is_written() =>
        Assert.All(
            DeployFile.All().Where(file => file.Path.EndsWith(".yaml", StringComparison.Ordinal)),
            file => Assert.StartsWith(DeployFile.Header, file.Text, StringComparison.Ordinal));
}
