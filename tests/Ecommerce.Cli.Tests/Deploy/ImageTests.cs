using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Ecommerce.Contracts;
using Ecommerce.Development;
using Ecommerce.Development.Processes;

namespace Ecommerce.Cli.Tests.Deploy;

/// <summary>Where the nodes of a cluster get the images from.</summary>
public sealed partial class ImageTests
{
    private const string Registry = "registry.example.com/ecommerce/";

    [Fact]
    public async Task The_shop_to_try_takes_the_images_that_its_node_has() =>
        Assert.All(
            ContainersOf(await Manifests.OfAsync("development")),
            container => Assert.Equal("IfNotPresent", (string?)container["imagePullPolicy"]));

    [Fact]
    public async Task The_shop_that_the_page_prints_takes_no_image_of_localhost()
    {
        var containers = ContainersOf(await Manifests.OfPageAsync(Manifests.ShopOfPage));
        var images = containers.Select(container => (string)container["image"]!).ToList();

        Assert.DoesNotContain(images, image => image.StartsWith("localhost/", StringComparison.Ordinal));
        Assert.Equal(
            AgentNames.All.Append("cli").Order(),
            Own().Matches(string.Join('\n', images)).Select(image => image.Groups[1].Value).Distinct().Order());
    }

    [Fact]
    public async Task The_storefront_takes_its_image_and_its_name_from_the_overlay_that_the_page_prints()
    {
        var web = new AgentPod((await Manifests.OfPageAsync("clients/web")).Named("Deployment", "web")["spec"]!["template"]!);

        Assert.StartsWith($"{Registry}web:", (string?)web.Container["image"], StringComparison.Ordinal);
        Assert.Equal("shop.example.com", web.Environment["web__hosts"]);
    }

    [Theory]
    [InlineData("cli")]
    [InlineData("admin")]
    public async Task The_command_that_starts_a_client_sets_its_image(string client)
    {
        var file = RepositoryRoot.At("deploy", "kubernetes", "clients", $"{client}.yaml");
        // As the file and the page print it.
        string[] command = ["set", "image", "--local", "--output", "yaml", "--filename"];
        Assert.Contains(string.Join(' ', command), await File.ReadAllTextAsync(file), StringComparison.Ordinal);
        var (code, output) = await Tool.RunAsync(
            TimeSpan.FromMinutes(2), [Manifests.Kubectl(), .. command, file, $"{client}={Registry}cli:0.1.0"]);

        Assert.Equal(0, code);
        var job = Assert.Single(Manifests.Parse(output));
        Assert.Equal($"{client}-", (string?)job["metadata"]!["generateName"]);
        Assert.Equal($"{Registry}cli:0.1.0", (string?)new AgentPod(job["spec"]!["template"]!).Container["image"]);
    }

    [GeneratedRegex("^registry.example.com/ecommerce/(.+):", RegexOptions.Multiline)]
    private static partial Regex Own();

    private static IEnumerable<JsonNode> ContainersOf(IEnumerable<JsonObject> resources) =>
        resources.SelectMany(resource => Manifests.Items(resource["spec"]?["template"]?["spec"]?["containers"]));
}
