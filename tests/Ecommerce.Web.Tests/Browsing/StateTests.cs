using Ecommerce.Web.Refusals;

namespace Ecommerce.Web.Tests.Browsing;

/// <summary>How the storefront looks when something is wrong, missing or on its way.</summary>
[Trait("Form", "long")]
public sealed class StateTests
{
    [Fact]
    public async Task Every_refusal_and_state_is_accessible_light_and_dark_and_fits_a_phone_and_200_percent()
    {
        Assert.SkipUnless(Chromium.IsInstalled, $"{Chromium.Program} is not installed (apt-get install chromium).");
        var axe = await Axe.GetAsync();
        await using var shop = await Storefront.StartAsync();
        await using var chromium = await Chromium.StartAsync();

        // In the language of the longer words.
        var page = await chromium.OpenAsync(shop.Address, language: "de");
        var look = new Look(page, axe);
        await new States(shop, page, look.SeeAsync).RunAsync(ShopRefusals.All.Keys);
        Assert.Empty(look.Found);
    }
}
