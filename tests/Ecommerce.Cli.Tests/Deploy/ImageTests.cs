using System.Text.Json.Nodes;

namespace Ecommerce.Cli.Tests.Deploy;

/// <summary>Where the nodes of a cluster get the images from.</summary>
public sealed class ImageTests
{
    [Fact]
    public async Task The_shop_to_try_takes_the_images_that_its_node_has() =>
        Assert.All(
            ContainersOf(await Manifests.OfAsync("development")),
            container => Assert.Equal("IfNotPresent", (string?)container["imagePullPolicy"]));

    private static IEnumerable<JsonNode> ContainersOf(IEnumerable<JsonObject> resources) =>
        resources.SelectMany(resource => Manifests.Items(resource["spec"]?["template"]?["spec"]?["containers"]));
}
