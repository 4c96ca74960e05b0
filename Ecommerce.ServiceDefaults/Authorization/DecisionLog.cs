using System.Diagnostics;
using System.Globalization;
using Ecommerce.ServiceDefaults.Decisions;

namespace Ecommerce.ServiceDefaults.Authorization;

/// <summary>
/// The last decisions of this process, in memory: so many denials, and so many others, which come too often to keep a denial for long.
/// What was asked is kept of denials, and of the others only while somebody watches. Thread-safe.
/// </summary>
/// <param name="time">The clock.</param>
internal sealed class DecisionLog(TimeProvider time)
{
    /// <summary>How many denials are kept, and how many other decisions.</summary>
    public const int Kept = 512;

    private readonly Lock _gate = new();
    private readonly Kind _allowed = new();
    private readonly Kind _denied = new();
    private long _last;
    private int _watchers;

    /// <summary>
    /// Names this process: its host, its ID and when it started. In a container a process and the one after it have the same ID.
    /// </summary>
    public string Instance { get; } = string.Create(
        CultureInfo.InvariantCulture,
        $"{Environment.MachineName}/{Environment.ProcessId}/{time.GetUtcNow().UtcDateTime:yyyyMMdd'T'HHmmss.fff'Z'}");

    /// <summary>Remembers a decision. Allocates nothing, unless it denies or somebody watches.</summary>
    /// <param name="request">What was asked.</param>
    /// <param name="decision">What was decided.</param>
    /// <param name="revision">Which policies decided; empty if that is not known.</param>
    /// <param name="duration">How long it took.</param>
    public void Add(AuthorizationRequest request, Decision decision, string revision, TimeSpan duration)
    {
        var input = request.Request is { } message && (!decision.Allow || Volatile.Read(ref _watchers) > 0)
            ? ShownRequest.Of(message) : "";
        var (at, trace) = (time.GetUtcNow(), Activity.Current?.TraceId ?? default);
        lock (_gate)
        {
            (decision.Allow ? _allowed : _denied).Add(new(
                ++_last, at, request.Direction, request.CallerName, request.Callee, request.ActorName, request.UserId, request.Action,
                request.TokenScope, decision, revision, duration, trace, input));
        }
    }

    /// <summary>Counts a watcher until the result is disposed.</summary>
    public IDisposable Watch()
    {
        Interlocked.Increment(ref _watchers);
        return new Watcher(this);
    }

    /// <summary>The decisions after a number that are still kept, in order.</summary>
    /// <param name="after">The number; 0 for all.</param>
    /// <param name="deniedOnly">Whether to leave out what was allowed.</param>
    public IReadOnlyList<KeptDecision> After(long after, bool deniedOnly)
    {
        List<KeptDecision> found = [];
        lock (_gate)
        {
            _denied.CopyTo(found, after);
            if (!deniedOnly)
            {
                _allowed.CopyTo(found, after);
            }
        }

        found.Sort((one, other) => one.Number.CompareTo(other.Number));
        return found;
    }

    // Places that are filled in turn.
    private sealed class Kind
    {
        private readonly KeptDecision[] _kept = new KeptDecision[Kept];
        private int _next;

        public void Add(in KeptDecision decision)
        {
            _kept[_next] = decision;
            _next = (_next + 1) % Kept;
        }

        public void CopyTo(List<KeptDecision> found, long after)
        {
            foreach (ref readonly var decision in _kept.AsSpan())
            {
                if (decision.Number > after)
                {
                    found.Add(decision);
                }
            }
        }
    }

    private sealed class Watcher(DecisionLog log) : IDisposable
    {
        private int _disposed;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _disposed, 1) == 0)
            {
                Interlocked.Decrement(ref log._watchers);
            }
        }
    }
}

/// <summary>A decision as it is kept.</summary>
/// <param name="Number">1, 2, 3 and so on; 0 of a place that is empty.</param>
/// <param name="At">When.</param>
/// <param name="Direction">Which side decided.</param>
/// <param name="Caller">Who called.</param>
/// <param name="Callee">Who was called.</param>
/// <param name="Actor">For whom.</param>
/// <param name="UserId">For which user; null if for none.</param>
/// <param name="Action">What for.</param>
/// <param name="TokenScope">The one capability that the call's token was for; null if none came with it.</param>
/// <param name="Decision">What was decided.</param>
/// <param name="Revision">Which policies decided; empty if that is not known.</param>
/// <param name="Duration">How long it took.</param>
/// <param name="Trace">The trace; default if there was none.</param>
/// <param name="Input">The request as <see cref="ShownRequest"/> has it; empty if it was not kept.</param>
internal readonly record struct KeptDecision(
    long Number, DateTimeOffset At, Direction Direction, string Caller, string Callee, string Actor, string? UserId, string Action,
    string? TokenScope, Decision Decision, string Revision, TimeSpan Duration, ActivityTraceId Trace, string Input);
