using System.Net;
using Microsoft.Extensions.Logging;

namespace Spiffe.Tls;

/// <summary>
/// Writes refused peers to the log: the first of each kind at once, the others as a number a minute. A stranger decides how many
/// there are, and must not decide how much is written.
/// </summary>
internal sealed class RefusalLog(ILogger logger, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<PeerRefusal, Recent> _recent = []; // at most as many as there are kinds

    public void Write(PeerRefusal refusal, EndPoint? peer, string reason)
    {
        lock (_gate)
        {
            if (_recent.TryGetValue(refusal, out var recent))
            {
                recent.Further++;
                (recent.Peer, recent.Reason) = (peer, reason);
                return;
            }

            _recent.Add(refusal, new Recent(time.CreateTimer(_ => Sum(refusal), null, Interval, Interval)));
        }

        Log.PeerRefused(logger, peer, refusal, reason);
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

            Log.PeersRefused(logger, recent.Further, refusal, recent.Peer, recent.Reason);
            recent.Further = 0;
        }
    }

    private sealed class Recent(ITimer timer)
    {
        public ITimer Timer => timer;
        public long Further { get; set; }
        public EndPoint? Peer { get; set; }
        public string Reason { get; set; } = "";
    }
}
