using Ecommerce.Testing;
using Microsoft.Playwright;

namespace Ecommerce.Web.Tests.Browsing;

/// <summary>What the script makes of pages that come late, or not at all.</summary>
[Trait("Form", "long")]
public sealed class ScriptTests : IAsyncLifetime
{
    private Storefront _shop = null!;
    private Chromium _chromium = null!;
    private IPage _page = null!;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(Chromium.IsInstalled, $"{Chromium.Program} is not installed (apt-get install chromium).");
        _shop = await Storefront.StartAsync();
        _chromium = await Chromium.StartAsync();
        _page = await _chromium.OpenAsync(_shop.Address);
        await _page.GotoAsync("/sign-in");
        await _page.SignInAsync("ann@example.com");
        await _page.Locator("nav a[href='/account']").WaitForAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_shop is not null)
        {
            await _chromium.DisposeAsync();
            await _shop.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_link_that_is_followed_after_the_session_has_ended_leads_to_signing_in()
    {
        _shop.Time.Pass(TimeSpan.FromMinutes(10));
        _shop.Gateway.Before = request => request.RequestUri!.AbsolutePath.EndsWith("/refresh")
            ? ScriptedGateway.Refuse(401, "unauthenticated")
            : null;
        await _page.Locator("nav a[href='/orders']").ClickAsync();
        await _page.WaitForURLAsync("**/sign-in?return=%2Forders");
        await _page.SeesAsync("your session has ended");
    }

    [Fact]
    public async Task A_page_that_takes_long_shows_that_it_is_on_its_way()
    {
        var slow = new TaskCompletionSource();
        _shop.Gateway.Delay = slow.Task;
        await _page.Locator("nav a[href='/orders']").ClickAsync();
        await _page.Locator("main[aria-busy=true]").WaitForAsync();
        slow.SetResult();
        await _page.SeesAsync("No orders yet");
        Assert.Equal(0, await _page.Locator("main[aria-busy]").CountAsync());
    }

    [Fact]
    public async Task What_needs_the_script_is_shown_with_it_alone()
    {
        (_shop.Gateway.OrderStatus, _shop.Gateway.NextAction) =
            ("pending", new() { ["type"] = "redirect", ["url"] = "https://sandbox.invalid/t" });
        await _page.PutIntoCartAsync();
        await _page.GotoAsync("/checkout");
        await _page.PayAsync();
        await _page.AtOrderAsync();
        await _page.Locator("[data-copy]").WaitForAsync();

        var plain = await _chromium.OpenAsync(_shop.Address, script: false);
        await plain.Context.AddCookiesAsync((await _page.Context.CookiesAsync()).Select(cookie => new Cookie
        {
            Name = cookie.Name,
            Value = cookie.Value,
            Url = _shop.Address.ToString(),
        }));
        await plain.GotoAsync(_page.Url);
        await plain.SeesAsync("bin/ecommerce sandbox complete");
        Assert.False(await plain.Locator("[data-copy]").IsVisibleAsync());
    }

    [Fact]
    public async Task Enter_in_a_quantity_changes_it_and_takes_nothing_out()
    {
        await _page.PutIntoCartAsync("WIDGET-001", 2);
        await _page.PutIntoCartAsync("WIDGET-002", 2);
        await _page.Locator("input[name=quantity-WIDGET-002]").FillAsync("5");
        await _page.Locator("input[name=quantity-WIDGET-002]").PressAsync("Enter");
        await _page.Locator(".count", new() { HasText = "7" }).WaitForAsync();
        Assert.Equal(2, await _page.Locator("tbody tr").CountAsync());
    }

    [Fact]
    public async Task A_download_is_one_request()
    {
        await _page.GotoAsync("/account/data");
        var download = await _page.RunAndWaitForDownloadAsync(() => _page.Locator("a[href='/account/export']").ClickAsync());
        Assert.Equal("my-data.json", download.SuggestedFilename);
        Assert.Single(_shop.Gateway.Asked, asked => asked.EndsWith("/export"));
    }

    [Fact]
    public async Task A_tab_that_nobody_sees_follows_nothing()
    {
        _shop.Gateway.OrderStatus = "pending";
        _shop.Gateway.SayOnly("created");
        await _page.AddInitScriptAsync(
            "const Real = EventSource; window.streams = 0; window.EventSource = class extends Real { "
            + "constructor(url) { super(url); streams++; } close() { super.close(); streams--; } };");
        await _page.PutIntoCartAsync();
        await _page.GotoAsync("/checkout");
        await _page.PayAsync();
        await _page.AtOrderAsync();
        await StreamsAsync(1);
        await HideAsync(hidden: true);
        await StreamsAsync(0);
        await HideAsync(hidden: false);
        await StreamsAsync(1);
    }

    private async Task HideAsync(bool hidden) => await _page.EvaluateAsync(
        "hidden => { Object.defineProperty(document, 'hidden', { value: hidden, configurable: true }); "
        + "document.dispatchEvent(new Event('visibilitychange')); }",
        hidden);

    private Task StreamsAsync(int count) => Eventually.HoldsAsync(
        async () => await _page.EvaluateAsync<int>("window.streams") == count, () => $"the page does not follow {count}");
}
