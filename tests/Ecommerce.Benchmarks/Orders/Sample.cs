namespace Ecommerce.Benchmarks.Orders;

/// <summary>One slice of callers.</summary>
/// <param name="Elapsed">From the first request to the last answer.</param>
/// <param name="Milliseconds">How long each order took.</param>
/// <param name="Failures">How often each answer but a confirmed order was given; these are not in <paramref name="Milliseconds"/>.</param>
internal sealed record Sample(TimeSpan Elapsed, IReadOnlyList<double> Milliseconds, IReadOnlyDictionary<string, int> Failures)
{
    /// <summary>A slice in which nothing failed.</summary>
    public Sample(TimeSpan elapsed, IReadOnlyList<double> milliseconds)
        : this(elapsed, milliseconds, new Dictionary<string, int>())
    {
    }

    /// <summary>Orders in a second.</summary>
    public double PerSecond => Milliseconds.Count / Elapsed.TotalSeconds;

    /// <summary>A percentile of how long they took, by nearest rank.</summary>
    public double Percentile(int percent) => Percentile(Milliseconds, percent);

    /// <summary>A percentile of milliseconds, by nearest rank.</summary>
    public static double Percentile(IReadOnlyList<double> milliseconds, int percent) =>
        milliseconds.Order().ElementAt((int)Math.Ceiling(milliseconds.Count * percent / 100.0) - 1);
}
