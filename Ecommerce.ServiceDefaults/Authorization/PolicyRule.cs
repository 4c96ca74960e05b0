namespace Ecommerce.ServiceDefaults.Authorization;

/// <summary>A rule that an agent asks its package for.</summary>
internal enum PolicyRule
{
    /// <summary><c>decision</c>: whether this request is allowed.</summary>
    Decision,

    /// <summary><c>visible</c>: whether some request would be allowed; the rule reads no request.</summary>
    Visible,
}
