using Spiffe.Authority;

namespace Spiffe.Hosting;

/// <summary>A workload that gets an identity.</summary>
/// <param name="Name">Its name: lower-case letters, digits and dashes.</param>
/// <param name="Path">The path of its SPIFFE ID, such as <c>/api</c>.</param>
public sealed record SpiffeWorkload(string Name, string Path)
{
    /// <summary>The DNS names in its X.509-SVIDs, for callers that verify host names; most have none.</summary>
    public IReadOnlyList<string> DnsNames { get; init; } = [];

    /// <summary>How long its X.509-SVIDs are valid.</summary>
    public TimeSpan SvidLifetime { get; init; } = Lifetimes.Svid;

    /// <summary>How long its JWT-SVIDs are valid.</summary>
    public TimeSpan TokenLifetime { get; init; } = Lifetimes.Token;

    /// <summary>
    /// By what SPIRE knows its process, such as <c>unix:path:/srv/api</c>; all must match. If none are given, by the program of the project
    /// that has the identity.
    /// </summary>
    public IReadOnlyList<string> Selectors { get; init; } = [];

    /// <summary>The project that has the identity; null for a program that the application does not run.</summary>
    internal IProjectMetadata? Project { get; init; }
}
