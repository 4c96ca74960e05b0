using Microsoft.AspNetCore.Components;

namespace Ecommerce.Pages.Components;

/// <summary>A component in a <see cref="Document"/>.</summary>
public abstract class PagePart : ComponentBase
{
    /// <summary>What is known of the request.</summary>
    [CascadingParameter]
    public PageContext Page { get; set; } = null!;

    /// <summary>A text in the reader's language.</summary>
    protected string T(string name, params object?[] values) => Page.Say(name, values);
}
