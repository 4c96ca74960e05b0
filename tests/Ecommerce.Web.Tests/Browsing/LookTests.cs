using Ecommerce.Development;
using Microsoft.Playwright;

namespace Ecommerce.Web.Tests.Browsing;

/// <summary>How the storefront looks, to whoever looks.</summary>
[Collection(nameof(StorefrontShop))]
[Trait("Form", "long")]
public sealed class LookTests(StorefrontShop shop)
{
    // What the repository keeps; the others are made where they are asked for.
    private static readonly HashSet<string> Kept =
    [
        "products", "product", "cart", "sign-in", "sign-up", "checkout", "order", "orders", "account", "sessions", "data", "erased",
    ];

    [Theory]
    [InlineData(ColorScheme.Light, 1280, "en")]
    [InlineData(ColorScheme.Dark, 1280, "en")]
    [InlineData(ColorScheme.Light, 360, "de")]
    [InlineData(ColorScheme.Dark, 360, "de")]
    public async Task Axe_finds_nothing_on_any_page_in_any_state(ColorScheme colours, int width, string language)
    {
        var page = await shop.Chromium.OpenAsync(shop.StorefrontAddress, width, colours, language: language);
        var axe = await Axe.GetAsync();
        List<string> found = [], refused = [];
        page.Console += (_, message) =>
        {
            if (message.Text.Contains("Content Security Policy", StringComparison.Ordinal) || message.Text.Contains("TrustedHTML"))
            {
                refused.Add(message.Text);
            }
        };
        await Tour.RunAsync(page, async name => found.AddRange((await axe.CheckAsync(page)).Select(violation => $"{name}: {violation}")));
        Assert.Empty(found);
        Assert.Empty(refused);
    }

    /// <summary>eng/screenshots.sh runs it.</summary>
    [Theory(Explicit = true)]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 1280)]
    [InlineData(ColorScheme.Light, 360)]
    [InlineData(ColorScheme.Dark, 360)]
    public async Task Pictures_are_taken(ColorScheme colours, int width)
    {
        var page = await shop.Chromium.OpenAsync(shop.StorefrontAddress, width, colours);
        var isKept = colours == ColorScheme.Light && width == 1280;
        await Tour.RunAsync(page, async name =>
        {
            var file = isKept && Kept.Contains(name)
                ? RepositoryRoot.At("docs", "pictures", $"{name}.png")
                : RepositoryRoot.At("artifacts", "pictures", $"{name}-{colours}-{width}.png".ToLowerInvariant());
            await page.ScreenshotAsync(new() { Path = file, FullPage = !isKept });
        });
    }
}
