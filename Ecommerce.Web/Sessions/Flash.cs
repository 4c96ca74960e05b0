namespace Ecommerce.Web.Sessions;

/// <summary>
/// What the next page says of what was just done: after each POST the browser is sent on to a page (303), so that reloading it does
/// nothing again. It is kept in a cookie, sealed, until that page.
/// </summary>
/// <param name="Code">A code of the contract, if it was refused; else the name of a sentence.</param>
/// <param name="Refused">Whether it was refused.</param>
/// <param name="Place">The form that it is about; empty for the whole page.</param>
public sealed record Flash(string Code, bool Refused, string Place = "")
{
    /// <summary>What was wrong with which field: names of sentences.</summary>
    public Dictionary<string, string> Errors { get; init; } = [];

    /// <summary>What was typed, but for passwords.</summary>
    public Dictionary<string, string> Typed { get; init; } = [];

    /// <summary>By which the shop's people find it.</summary>
    public string TraceId { get; init; } = "";
}
