using Ecommerce.Testing;
using Microsoft.Playwright;

namespace Ecommerce.Web.Tests.Browsing;

/// <summary>Debian's Chromium, driven by Playwright; a test that needs it is skipped where it is not installed.</summary>
public sealed class Chromium : IAsyncDisposable
{
    /// <summary>Where Debian installs it.</summary>
    public const string Program = "/usr/bin/chromium";

    private static readonly string[] Arguments = ["--no-sandbox"];

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private Chromium(IPlaywright playwright, IBrowser browser) => (_playwright, _browser) = (playwright, browser);

    /// <summary>Whether it is installed.</summary>
    public static bool IsInstalled => File.Exists(Program);

    /// <summary>Starts it; root has no sandbox.</summary>
    public static async Task<Chromium> StartAsync()
    {
        var playwright = await Playwright.CreateAsync();
        return new(playwright, await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Program, Args = Arguments }));
    }

    /// <summary>A browser of its own: cookies, size and colours.</summary>
    public async Task<IPage> OpenAsync(
        Uri address, int width = 1280, ColorScheme colours = ColorScheme.Light, bool script = true, string language = "en", float zoom = 1)
    {
        var context = await _browser.NewContextAsync(new()
        {
            BaseURL = address.ToString(),
            ViewportSize = new() { Width = (int)(width / zoom), Height = (int)(800 / zoom) },
            DeviceScaleFactor = zoom,
            ColorScheme = colours,
            JavaScriptEnabled = script,
            Locale = language,
        });
        context.SetDefaultTimeout(60_000);
        return await context.NewPageAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}

/// <summary>The real shop with its storefront, and a browser before it. Where there is no browser, nothing is started.</summary>
public sealed class StorefrontShop : ShopFixture
{
    private Chromium? _chromium;

    /// <summary>Makes it.</summary>
    public StorefrontShop()
    {
        AgentVariables["web__address_requests_per_second"] = "100000";
    }

    /// <inheritdoc/>
    protected override bool Storefront => true;

    /// <summary>The browser; the test is skipped without one.</summary>
    public Chromium Chromium
    {
        get
        {
            Assert.SkipUnless(Chromium.IsInstalled, $"{Chromium.Program} is not installed (apt-get install chromium).");
            return _chromium!;
        }
    }

    /// <inheritdoc/>
    public override async ValueTask InitializeAsync()
    {
        if (Chromium.IsInstalled)
        {
            await base.InitializeAsync();
            _chromium = await Chromium.StartAsync();
        }
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        if (_chromium is not null)
        {
            await _chromium.DisposeAsync();
        }

        await base.DisposeAsync();
    }
}

/// <summary>All tests that need <see cref="StorefrontShop"/>, one after the other.</summary>
[CollectionDefinition(nameof(StorefrontShop))]
public sealed class StorefrontShopCollection : ICollectionFixture<StorefrontShop>;
