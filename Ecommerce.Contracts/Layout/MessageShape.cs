namespace Ecommerce.Contracts.Layout;

/// <summary>
/// The names that a message's object has in the contract's JSON: its type's, without those of the fields that are left out.
/// </summary>
public sealed class MessageShape
{
    internal MessageShape(string[] names, bool isShared) => (Names, IsShared) = (names, isShared);

    /// <summary>The names, in the order in which they are written.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>
    /// Whether it is one of a few that are the same instance for every message; what is derived from such a shape may be kept.
    /// </summary>
    public bool IsShared { get; }
}
