using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Spiffe.Authority;

/// <summary>A workload that the authority knows.</summary>
/// <param name="Name">Names the workload's socket: lower-case letters, digits and dashes.</param>
/// <param name="SpiffeIds">The identities that it is entitled to, the default first; at least one.</param>
public sealed record Registration(string Name, IReadOnlyList<SpiffeId> SpiffeIds)
{
    /// <summary>
    /// The DNS names in its X.509-SVIDs, for peers that verify host names; the first is the common name too, as in SPIRE's.
    /// </summary>
    public IReadOnlyList<string> DnsNames { get; init; } = [];

    /// <summary>How long its X.509-SVIDs are valid, as <see cref="Lifetimes"/> allows; they are renewed at about half of it.</summary>
    public TimeSpan SvidLifetime { get; init; } = Lifetimes.Svid;

    /// <summary>How long its JWT-SVIDs are valid, as <see cref="Lifetimes"/> allows.</summary>
    public TimeSpan TokenLifetime { get; init; } = Lifetimes.Token;
}

/// <summary>What a development authority serves and where.</summary>
public sealed record AuthorityOptions
{
    /// <summary>The folder for the sockets; created with mode 0700. A socket's path has at most 107 bytes.</summary>
    public required string SocketDirectory { get; init; }

    /// <summary>The folder for the roots, <c>ca.pem</c>, their key, <c>ca.key</c>, and that of tokens, <c>jwt.key</c>.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>The trust domain that it issues identities of.</summary>
    public required TrustDomain TrustDomain { get; init; }

    /// <summary>The workloads, each with a socket of its own.</summary>
    public required IReadOnlyList<Registration> Registrations { get; init; }

    /// <summary>Whether only processes named by <see cref="DevelopmentAuthority.Accept"/> are served.</summary>
    public bool Strict { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Where to log.</summary>
    public ILoggerFactory LoggerFactory { get; init; } = NullLoggerFactory.Instance;
}
