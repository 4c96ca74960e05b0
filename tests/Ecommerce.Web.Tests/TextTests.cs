using System.Text.RegularExpressions;
using Ecommerce.Development;
using Ecommerce.Pages.Localization;
using Ecommerce.Web.Hosting;

namespace Ecommerce.Web.Tests;

public sealed partial class TextTests
{
    private static readonly Texts Texts = new(typeof(WebHosting).Assembly);
    private static readonly string[] Projects = ["Ecommerce.Web", "Ecommerce.Pages"];

    [Fact]
    public void All_languages_have_the_same_texts_with_the_same_places()
    {
        foreach (var language in Language.All)
        {
            Assert.Equal(Texts.Names(Language.English).Order(), Texts.Names(language).Order());
            foreach (var name in Texts.Names(language))
            {
                Assert.Equal(
                    Places().Matches(Texts.Say(Language.English, name)).Select(match => match.Value).Order(),
                    Places().Matches(Texts.Say(language, name)).Select(match => match.Value).Order());
            }
        }
    }

    [Fact]
    public void Every_text_that_a_page_names_is_there()
    {
        var used = Projects
            .SelectMany(project => Directory.GetFiles(RepositoryRoot.At(project), "*.razor", SearchOption.AllDirectories))
            .SelectMany(file => Named().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value)).Distinct();
        Assert.All(used, name => Assert.True(Texts.Has(name), name));
    }

    [Theory]
    [InlineData("en", "1234.50", "USD", "$1,234.50")]
    [InlineData("de", "1234.50", "USD", "1.234,50 $")]
    [InlineData("en", "-9.99", "EUR", "−€9.99")]
    [InlineData("en", "1500", "JPY", "1,500 JPY")]
    [InlineData("de", "1500", "JPY", "1.500 JPY")]
    [InlineData("de", "0.125", "BHD", "0,125 BHD")]
    [InlineData("en", "<b>", "USD", "<b> USD")]
    public void Money_is_written_as_the_language_does(string code, string amount, string currency, string expected) =>
        Assert.Equal(expected, Language.Find(code)!.Money(amount, currency));

    [Theory]
    [InlineData("0.999", "BHD", "1.998 BHD")]
    [InlineData("750", "JPY", "1,500 JPY")]
    [InlineData("19.90", "USD", "$39.80")]
    public async Task A_sum_has_the_digits_of_its_currency(string price, string currency, string sum)
    {
        await using var shop = await Storefront.StartAsync();
        (shop.Gateway.Price, shop.Gateway.OtherCurrency) = (price, currency);
        using var browser = shop.Open();
        await browser.SignInAsync();
        await browser.FillCartAsync("WIDGET-002");
        Assert.Contains($">{sum}</td>", await browser.GetAsync("/cart"));
        Assert.Contains($"Order and pay {sum}<", await browser.GetAsync("/checkout"));
    }

    [Theory]
    [InlineData("de-CH, en;q=0.8", "Produkte", "19,99 $")]
    [InlineData("fr, en;q=0.1", "Products", "$19.99")]
    [InlineData("de;q=0", "Products", "$19.99")]
    [InlineData("", "Products", "$19.99")]
    public async Task A_browser_is_answered_in_its_language(string accepted, string title, string price)
    {
        await using var shop = await Storefront.StartAsync();
        using var browser = shop.Open();
        browser.Http.DefaultRequestHeaders.TryAddWithoutValidation("Accept-Language", accepted);
        var page = await browser.GetAsync("/");
        Assert.Contains($"<h1>{title}</h1>", page);
        Assert.Contains(price, page);
    }

    [Fact]
    public async Task Who_chooses_a_language_or_a_theme_keeps_it()
    {
        await using var shop = await Storefront.StartAsync();
        using var browser = shop.Open();
        var answer = await browser.SendFormAsync(await browser.GetAsync("/?q=widget"), "/preferences", ("language", "de"));
        Assert.Equal("/?q=widget", answer.Headers.Location?.OriginalString);
        await browser.SendFormAsync(await browser.GetAsync("/"), "/preferences", ("theme", "dark"));
        Assert.Contains("<html lang=\"de\" data-theme=\"dark\">", await browser.GetAsync("/cart"));
    }

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Places();

    [GeneratedRegex("(?:@T|Page\\.Say| T)\\(\"([a-z-]+(?:\\.[a-z-]+)*)\"")]
    private static partial Regex Named();
}
