using Ecommerce.Cli.OperatorConsole.Shop;
using Ecommerce.Pages;
using Microsoft.AspNetCore.Components;

namespace Ecommerce.Cli.OperatorConsole.Pages;

/// <summary>A page of the console.</summary>
/// <typeparam name="TModel">What it shows.</typeparam>
public abstract class ConsolePage<TModel> : ComponentBase
{
    /// <summary>What is known of the request.</summary>
    [Parameter]
    public PageContext Page { get; set; } = null!;

    /// <summary>Who looks.</summary>
    [Parameter]
    public ConsoleInfo Info { get; set; } = null!;

    /// <summary>What is shown.</summary>
    [Parameter]
    public TModel Model { get; set; } = default!;

    /// <summary>The address of a page of the console.</summary>
    protected string At(string path) => Page.At(path);

    /// <summary>A text in the reader's language.</summary>
    protected string T(string name, params object?[] values) => Page.Say(name, values);
}
