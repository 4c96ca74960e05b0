using Ecommerce.Pages;
using Ecommerce.Web.Sessions;
using Microsoft.AspNetCore.Components;

namespace Ecommerce.Web.Views;

/// <summary>A page of the storefront.</summary>
public abstract class ShopPage : ComponentBase
{
    /// <summary>What is known of the request.</summary>
    [Parameter]
    public PageContext Page { get; set; } = null!;

    /// <summary>Who asks; null where that could not be found out.</summary>
    [Parameter]
    public Visit? Visit { get; set; }

    /// <summary>What the page was sent on to say.</summary>
    protected Flash? Said => Visit?.Said;

    /// <summary>A text in the reader's language.</summary>
    protected string T(string name, params object?[] values) => Page.Say(name, values);

    /// <summary>What was wrong with a field of a form; null if nothing was.</summary>
    /// <param name="field">The field.</param>
    /// <param name="place">The form.</param>
    protected string? ErrorOf(string field, string place = "") =>
        Said is { Refused: true } said && said.Place == place && said.Errors.ContainsKey(field) ? T($"error.{field}") : null;

    /// <summary>What was typed into a field before.</summary>
    protected string? Typed(string field, string? otherwise = null, string place = "") =>
        Said is { Refused: true } said && said.Place == place && said.Typed.TryGetValue(field, out var text) ? text : otherwise;
}
