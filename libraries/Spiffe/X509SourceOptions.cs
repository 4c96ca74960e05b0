using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Spiffe;

/// <summary>How an <see cref="X509Source"/> finds and follows its Workload API.</summary>
public sealed class X509SourceOptions
{
    /// <summary>
    /// Address of the Workload API, <c>unix:///path</c> or <c>tcp://ip:port</c>; if null, that of the environment variable
    /// <c>SPIFFE_ENDPOINT_SOCKET</c>
    /// (Workload Endpoint 4).
    /// </summary>
    public string? Endpoint { get; init; }

    /// <summary>Which of several SVIDs to use; if null, the first, which is the default identity.</summary>
    public SpiffeId? Id { get; init; }

    /// <summary>
    /// Whether a bundle that holds an authority marked by <see cref="DevelopmentMarker"/> is refused. To be set wherever the
    /// environment is not development.
    /// </summary>
    public bool RefuseDevelopmentAuthority { get; init; }

    /// <summary>
    /// For how long the identities are used on after the Workload API said PermissionDenied, which ends a registration (Workload API
    /// 5.2.1) but may also be an agent that has just started and does not know its registrations yet. 60 seconds unless set.
    /// </summary>
    public TimeSpan RevocationGrace { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a stream may take until its first message before it is given up and opened anew. 10 seconds unless set.</summary>
    public TimeSpan FirstMessageTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The clock for validity and waiting.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Where to log.</summary>
    public ILoggerFactory LoggerFactory { get; init; } = NullLoggerFactory.Instance;
}
