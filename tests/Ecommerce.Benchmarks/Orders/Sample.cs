namespace Ecommerce.Benchmarks.Orders;

/// <summary>One slice of callers.</summary>
/// <param name="Elapsed">From the first request to the last answer.</param>
/// <param name="Milliseconds">How long each order took.</param>
/// <param name="Failed">Orders that were not confirmed; they are not in <paramref name="Milliseconds"/>.</param>
internal sealed record Sample(TimeSpan Elapsed, IReadOnlyList<double> Milliseconds, int Failed);
