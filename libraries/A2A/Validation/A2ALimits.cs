namespace A2A.Validation;

/// <summary>What a request may hold. Whatever has more is refused before a handler sees it.</summary>
public sealed class A2ALimits
{
    /// <summary>Most bytes of a request, on each binding; 1 to 2³¹−1.</summary>
    public int RequestBytes { get; init; } = 4 << 20;

    /// <summary>Most parts of a message.</summary>
    public int Parts { get; init; } = 100;

    /// <summary>Most items of any other list or map, and members of data.</summary>
    public int Items { get; init; } = 1000;

    /// <summary>
    /// Most characters of an ID, a name, a URL, a media type and the like; texts of parts and data have the request's limit.
    /// </summary>
    public int NameLength { get; init; } = 2048;

    /// <summary>Deepest nesting of data and metadata; at most 24, which each binding can carry.</summary>
    public int Depth { get; init; } = 24;

    /// <summary>Largest <c>pageSize</c>. The protocol allows 100.</summary>
    public int PageSize { get; init; } = 100;
}
