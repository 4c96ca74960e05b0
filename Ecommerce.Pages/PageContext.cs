using Ecommerce.Pages.Localization;

namespace Ecommerce.Pages;

/// <summary>What every page and its parts know of the request that they answer.</summary>
/// <param name="Language">The reader's language.</param>
/// <param name="Texts">The site's texts.</param>
/// <param name="Theme">The theme that the reader has chosen, <c>light</c> or <c>dark</c>; empty for the system's.</param>
/// <param name="Path">The request's path with its query.</param>
/// <param name="Token">What each form that changes something sends back, in the field <see cref="TokenField"/>.</param>
/// <param name="Base">What the paths of the site begin with, such as <c>/shop</c>; empty if the site has its host for itself.</param>
public sealed record PageContext(Language Language, Texts Texts, string Theme, string Path, string Token, string Base = "")
{
    /// <summary>The hidden field of each form.</summary>
    public const string TokenField = "_token";

    /// <summary>The address of a page of the site.</summary>
    /// <param name="path">Its path within the site, such as <c>/orders</c>.</param>
    public string At(string path) => Base + path;

    /// <summary>A text in the reader's language.</summary>
    public string Say(string name, params object?[] values) => Texts.Say(Language, name, values);
}
