namespace Ecommerce.ServiceDefaults.Authorization;

/// <summary>What a package is asked.</summary>
internal enum PolicyRule
{
    /// <summary><c>decision</c>: whether this request is allowed.</summary>
    Decision,

    /// <summary><c>visible</c>: whether some request would be; it reads none.</summary>
    Visible,
}
