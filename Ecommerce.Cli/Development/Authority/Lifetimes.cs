namespace Ecommerce.Cli.Development.Authority;

/// <summary>How long what the authority issues may live.</summary>
internal static class Lifetimes
{
    /// <summary>Ends have whole seconds, and a renewal at half of a life must have arrived before its end on a busy machine.</summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromSeconds(4);

    /// <summary>Well below what is left of a root when it is renewed.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    /// <summary>An X.509-SVID's, where nothing else is said.</summary>
    public static readonly TimeSpan Svid = TimeSpan.FromHours(1);

    /// <summary>A JWT-SVID's, where nothing else is said.</summary>
    public static readonly TimeSpan Token = TimeSpan.FromMinutes(5);

    /// <summary>What is wrong with a lifetime; null if nothing is.</summary>
    public static string? Problem(TimeSpan lifetime) => lifetime < Shortest || lifetime > Longest
        ? $"lives {lifetime.TotalSeconds} s; from {Shortest.TotalSeconds} s to {Longest.TotalSeconds} s are possible"
        : null;
}
