using System.Collections.Concurrent;
using Ecommerce.ServiceDefaults.Resilience;

namespace Ecommerce.ServiceDefaults.Clients;

/// <summary>
/// One of a peer's addresses. Where nothing answers it is left out, longer each time; then one request finds out whether it is back.
/// Thread-safe.
/// </summary>
/// <param name="host">The host's name or IP address.</param>
/// <param name="port">The port.</param>
/// <param name="time">The clock of the pauses.</param>
internal sealed class PeerAddress(string host, int port, TimeProvider time)
{
    // As Istio's DestinationRule of the agents has it: consecutive5xxErrors and baseEjectionTime. What is left out here costs nobody a
    // wait, so the first pause is shorter.
    private const int MaxFailures = 3;
    private static readonly Backoff Pauses = new(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(1));

    // Longer than it takes to connect.
    private static readonly TimeSpan Probe = TimeSpan.FromSeconds(6);

    // The channel has one URI for each method.
    private readonly ConcurrentDictionary<Uri, Uri> _known = new(ReferenceEqualityComparer.Instance);
    private readonly Lock _gate = new();
    private long _pauseEnds;
    private int _pauses;
    private int _failures;

    // 0 while it serves.
    private long _leftOutUntil;

    /// <summary>The URI with this address in place of the service's name.</summary>
    public Uri Of(Uri service) =>
        _known.TryGetValue(service, out var known)
            ? known : _known.GetOrAdd(service, new UriBuilder(service) { Host = host, Port = port }.Uri);

    /// <summary>Whether it is this one.</summary>
    public bool Is(string otherHost, int otherPort) => host == otherHost && port == otherPort;

    /// <summary>Whether a request may go there. After a pause it says yes to one request alone, until that one has been answered.</summary>
    public bool Admits()
    {
        var until = Volatile.Read(ref _leftOutUntil);
        return until == 0
            || (time.GetTimestamp() >= until && Interlocked.CompareExchange(ref _leftOutUntil, After(Probe), until) == until);
    }

    /// <summary>A request was answered.</summary>
    public void Serves()
    {
        if (Volatile.Read(ref _failures) != 0 || Volatile.Read(ref _leftOutUntil) != 0)
        {
            lock (_gate)
            {
                (_failures, _pauses, _pauseEnds) = (0, 0, 0);
                Volatile.Write(ref _leftOutUntil, 0);
            }
        }
    }

    /// <summary>A request failed that was sent.</summary>
    /// <returns>Whether the address is left out from now on.</returns>
    public bool Fails() => Interlocked.Increment(ref _failures) >= MaxFailures && LeaveOut();

    /// <summary>Nothing can be sent there.</summary>
    /// <returns>Whether the address is left out from now on; false if it is already.</returns>
    public bool LeaveOut()
    {
        lock (_gate)
        {
            // Many requests wait for one connection, and all of them fail with it.
            if (time.GetTimestamp() < _pauseEnds)
            {
                return false;
            }

            _pauseEnds = After(Pauses.After(++_pauses));
            Volatile.Write(ref _leftOutUntil, _pauseEnds);
            return true;
        }
    }

    /// <inheritdoc/>
    public override string ToString() => $"{host}:{port}";

    private long After(TimeSpan pause) => time.GetTimestamp() + (long)(pause.TotalSeconds * time.TimestampFrequency);
}
