namespace Ecommerce.ServiceDefaults.Decisions;

/// <summary>Whose rows a capability may see.</summary>
public enum Scope
{
    /// <summary>The end user's own only; what belongs to another is not found.</summary>
    Own,

    /// <summary>Any user's.</summary>
    Any,
}
