namespace Spiffe.Authority;

/// <summary>How long what the authority issues may live.</summary>
public static class Lifetimes
{
    /// <summary>An end has whole seconds, and a renewal at half of the lifetime must arrive before it on a busy machine.</summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromSeconds(4);

    /// <summary>Far less than what is left of a root when it is renewed.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    /// <summary>An X.509-SVID's, unless its registration sets another.</summary>
    public static readonly TimeSpan Svid = TimeSpan.FromHours(1);

    /// <summary>A JWT-SVID's, unless its registration sets another.</summary>
    public static readonly TimeSpan Token = TimeSpan.FromMinutes(5);

    /// <summary>At which part of its lifetime an X.509-SVID is renewed.</summary>
    internal const double RenewalPoint = 0.5;

    /// <summary>By which part of its lifetime it is renewed sooner or later than that, so that workloads do not renew at once.</summary>
    internal const double RenewalJitter = 0.05;

    /// <summary>Whether an identity may live so long.</summary>
    public static bool IsAllowed(TimeSpan lifetime) => lifetime >= Shortest && lifetime <= Longest;
}
