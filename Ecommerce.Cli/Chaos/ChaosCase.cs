namespace Ecommerce.Cli.Chaos;

/// <summary>One kind of fault.</summary>
/// <param name="Name">What <c>--cases</c> takes.</param>
/// <param name="Target">What it happens to; faults of one target follow one another, all others overlap.</param>
/// <param name="Does">What happens.</param>
/// <param name="Undone">How it is undone.</param>
/// <param name="RunAsync">Lets it happen and undoes it; false if the system never came to that point.</param>
internal sealed record ChaosCase(
    string Name, string Target, string Does, string Undone, Func<Faults, Random, CancellationToken, Task<bool>> RunAsync)
{
    /// <summary>Why it cannot happen here; null if it can.</summary>
    public string? Skipped { get; init; }

    /// <summary>The target of what disturbs no process.</summary>
    public const string Buyers = "buyers";

    /// <summary>The target of what happens to the broker.</summary>
    public const string Broker = "broker";

    /// <summary>Whether it kills an agent that orders wait for.</summary>
    public bool Kills { get; init; }

    /// <summary>Whether it keeps orders from ending while it lasts.</summary>
    public bool Disturbs => Target is not (Buyers or Broker);
}
