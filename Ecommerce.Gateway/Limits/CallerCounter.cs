namespace Ecommerce.Gateway.Limits;

/// <summary>By what a caller is counted; see <see cref="Callers"/>.</summary>
/// <param name="Own">The counter of the caller alone.</param>
/// <param name="Network">The counter of the wider network that an address of IPv6 is part of; null for any other caller.</param>
internal readonly record struct CallerCounter(int Own, int? Network = null)
{
    /// <summary>The caller's own.</summary>
    public static implicit operator int(CallerCounter counter) => counter.Own;
}
