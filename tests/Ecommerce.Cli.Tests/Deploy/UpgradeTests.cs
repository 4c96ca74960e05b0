using System.Text.RegularExpressions;

namespace Ecommerce.Cli.Tests.Deploy;

/// <summary>The upgrade that <c>docs/kubernetes.md</c> prints, whose first step applies a part of the manifests.</summary>
public sealed partial class UpgradeTests
{
    private const string Component = "app.kubernetes.io/component";

    [Fact]
    public async Task Its_first_step_applies_every_job_with_what_its_pod_mounts_and_nothing_that_running_agents_read()
    {
        var shop = await Manifests.OfPageAsync(Manifests.ShopOfPage);
        var components = Selector().Match(Manifests.Printed("sh", "--selector '")).Groups["components"].Value.Split(", ");
        var selected = shop.Where(resource => components.Contains(
            Manifests.Texts(resource["metadata"]!["labels"]).GetValueOrDefault(Component))).ToList();

        var jobs = selected.Of("Job").ToList();
        Assert.Equal(shop.Of("Job").Select(Manifests.NameOf), jobs.Select(Manifests.NameOf));
        var mounted = jobs.SelectMany(job => Manifests.Items(job["spec"]!["template"]!["spec"]!["volumes"]))
            .Select(volume => (string?)volume["configMap"]?["name"]).OfType<string>().Distinct().ToList();
        // Its name changes with its contents, and none of that name may be there yet.
        Assert.StartsWith("config-", Assert.Single(mounted), StringComparison.Ordinal);
        Assert.Equal(mounted, selected.Of("ConfigMap").Select(Manifests.NameOf));
        Assert.All(selected, resource => Assert.Contains((string?)resource["kind"], (string[])["ConfigMap", "Job"]));
    }

    [GeneratedRegex($@"--selector '{Component} in \((?<components>[^)]+)\)'")]
    private static partial Regex Selector();
}
