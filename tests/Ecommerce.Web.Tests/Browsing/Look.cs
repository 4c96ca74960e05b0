using Microsoft.Playwright;

namespace Ecommerce.Web.Tests.Browsing;

/// <summary>
/// Looks at page after page, light and dark, enlarged to 200 % and on a phone, and keeps what is wrong: what axe finds, what lies outside
/// the window, what breaks the page's own policies.
/// </summary>
internal sealed class Look
{
    private const int Desktop = 1280;
    private const int Height = 800;

    // Enlarged to 200 %, a window has half as many pixels of CSS.
    private const int Enlarged = Desktop / 2;
    private const int Phone = 360;

    private readonly IPage _page;
    private readonly Axe _axe;

    /// <summary>Looks with a browser of the usual width, where nothing moves: colours half-way are nobody's.</summary>
    public Look(IPage page, Axe axe)
    {
        (_page, _axe) = (page, axe);
        page.Console += (_, message) =>
        {
            if (message.Text.Contains("Content Security Policy", StringComparison.Ordinal) || message.Text.Contains("TrustedHTML"))
            {
                Found.Add(message.Text);
            }
        };
    }

    /// <summary>What is wrong.</summary>
    public List<string> Found { get; } = [];

    /// <summary>Looks at the page as it is.</summary>
    /// <param name="name">What it is called in <see cref="Found"/>.</param>
    public async Task SeeAsync(string name)
    {
        await using var world = await _axe.EnterAsync(_page);
        await InAsync(ColorScheme.Light);
        Keep(name, await world.CheckAsync(Axe.AllRules));
        await InAsync(ColorScheme.Dark);
        Keep($"{name} in the dark", await world.CheckAsync(Axe.OfColours));
        await InAsync(ColorScheme.Light);
        await FitsAsync(name, Enlarged);
        await FitsAsync(name, Phone);
        Keep($"{name} on a phone", await world.CheckAsync(Axe.OfWidth));
        await _page.SetViewportSizeAsync(Desktop, Height);
    }

    private Task InAsync(ColorScheme colours) =>
        _page.EmulateMediaAsync(new() { ColorScheme = colours, ReducedMotion = ReducedMotion.Reduce });

    private async Task FitsAsync(string name, int width)
    {
        await _page.SetViewportSizeAsync(width, Height);
        if (await _page.EvaluateAsync<bool>("document.documentElement.scrollWidth > innerWidth"))
        {
            Found.Add($"{name}: wider than {width} pixels");
        }
    }

    private void Keep(string name, IEnumerable<string> violations) =>
        Found.AddRange(violations.Select(violation => $"{name}: {violation}"));
}
