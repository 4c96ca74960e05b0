using System.Reflection;
using System.Text.RegularExpressions;
using Ecommerce.Contracts;
using Ecommerce.Pages.Localization;
using Ecommerce.Web.Hosting;
using Ecommerce.Web.Refusals;

namespace Ecommerce.Web.Tests;

public sealed partial class RefusalTests
{
    private static readonly Texts Texts = new(typeof(WebHosting).Assembly);

    public static TheoryData<string> Codes { get; } = [.. typeof(ErrorCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!)];

    [Theory]
    [MemberData(nameof(Codes))]
    public void Every_refusal_of_the_contract_has_a_sentence_and_a_way_on(string code)
    {
        Assert.True(ShopRefusals.All.ContainsKey(code));
        foreach (var language in Language.All)
        {
            Assert.Contains($"refusal.{code}", Texts.Names(language));
            Assert.Contains($"refusal.{code}.way", Texts.Names(language));
        }
    }

    [Fact]
    public void No_two_refusals_say_the_same()
    {
        foreach (var language in Language.All)
        {
            Assert.Distinct(ShopRefusals.All.Keys.Select(code => Texts.Say(language, $"refusal.{code}")));
        }
    }

    [Fact]
    public async Task The_number_that_a_failure_shows_is_the_one_that_is_logged()
    {
        await using var shop = await Storefront.StartAsync();
        using var browser = shop.Open();
        await browser.SignInAsync();
        shop.Gateway.Before = _ => throw new InvalidOperationException("broken");
        var page = await browser.GetAsync("/orders");
        Assert.Contains("Something went wrong on our side", page);
        var trace = Trace().Match(page).Groups[1].Value;
        Assert.Contains(shop.Log.Lines, line => line.Exception?.Message == "broken" && line.Text.Contains(trace));
    }

    [Theory]
    [InlineData("payment_declined", "/checkout")]
    [InlineData("insufficient_funds", "/checkout")]
    [InlineData("price_changed", "/cart")]
    [InlineData("out_of_stock", "/cart")]
    [InlineData("checkout_expired", "/checkout")]
    [InlineData("rate_limited", "/checkout")]
    public async Task An_order_that_is_refused_leads_to_where_it_goes_on(string code, string way)
    {
        await using var shop = await Storefront.StartAsync();
        using var browser = shop.Open();
        await browser.SignInAsync();
        await browser.FillCartAsync();
        shop.Gateway.Before = request => request.Method == HttpMethod.Post && request.RequestUri!.AbsolutePath.EndsWith("/orders")
            ? ScriptedGateway.Refuse(ErrorCodes.HttpStatus(code), code)
            : null;
        var answer = await browser.SendAsync("/checkout", "/checkout", ("payment_method", "credit_card"));
        Assert.Equal(303, (int)answer.StatusCode);
        Assert.Equal(way, answer.Headers.Location?.OriginalString);
        Assert.Contains(System.Net.WebUtility.HtmlEncode(Texts.Say(Language.English, $"refusal.{code}")), await browser.GetAsync(way));
        Assert.Contains("WIDGET-001", await browser.GetAsync("/cart"));
    }

    [GeneratedRegex("<code>([0-9a-f]{32})</code>")]
    private static partial Regex Trace();
}
