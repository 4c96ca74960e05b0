using Microsoft.Extensions.Logging;

namespace Spiffe.Tls;

/// <summary>
/// Writes refused peers to the log: the first of each kind at once, the others as a number a minute. A stranger decides how many
/// there are, and must not decide how much is written.
/// </summary>
public sealed class RefusalLog(ILogger logger, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<PeerRefusal, Recent> _recent = []; // at most as many as there are kinds

    /// <summary>Writes one, or counts it.</summary>
    public void Write(RefusedPeer peer)
    {
        lock (_gate)
        {
            if (_recent.TryGetValue(peer.Refusal, out var recent))
            {
                recent.Further++;
                recent.Last = peer;
                return;
            }

            _recent.Add(peer.Refusal, new Recent(time.CreateTimer(_ => Sum(peer.Refusal), null, Interval, Interval), peer));
        }

        Log.PeerRefused(logger, peer.Address, peer.Refusal, peer.Reason);
    }

    private void Sum(PeerRefusal refusal)
    {
        lock (_gate)
        {
            if (!_recent.TryGetValue(refusal, out var recent))
            {
                return;
            }

            if (recent.Further == 0)
            {
                _recent.Remove(refusal);
                recent.Timer.Dispose();
                return;
            }

            Log.PeersRefused(logger, recent.Further, refusal, recent.Last.Address, recent.Last.Reason);
            recent.Further = 0;
        }
    }

    private sealed class Recent(ITimer timer, RefusedPeer first)
    {
        public ITimer Timer => timer;
        public long Further { get; set; }
        public RefusedPeer Last { get; set; } = first;
    }
}
