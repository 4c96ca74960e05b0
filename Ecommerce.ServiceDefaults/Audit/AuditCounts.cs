
namespace Ecommerce.ServiceDefaults.Audit;

/// <summary>What requests have in common that share one row a minute.</summary>
/// <param name="EventType">One of <see cref="AuditEvent"/>'s.</param>
/// <param name="Outcome"><c>ok</c>, a problem's code, or why a peer was refused.</param>
/// <param name="Listener">Where they came in.</param>
/// <param name="Address">The senders' address prefix.</param>
/// <param name="CallerId">Who called; null where nobody is known.</param>
/// <param name="Action">What was called; null where it came to no call.</param>
internal readonly record struct AuditCount(
    string EventType, string Outcome, string? Listener, string? Address, string? CallerId = null, string? Action = null)
{
    public AuditEvent ToEvent(long count) => new(EventType)
    {
        CallerId = CallerId,
        PeerId = CallerId,
        Action = Action,
        Decision = EventType is AuditEvent.CapabilityCall or AuditEvent.AuthCheck ? "allow" : null,
        Outcome = Outcome,
        Listener = Listener,
        Address = Address,
        Count = count,
    };
}

/// <summary>
/// Counts what strangers can bring about as often as they like. Beyond <see cref="KeyLimit"/> kinds a minute addresses and callers are no
/// longer told apart, so that neither memory nor table grows with them. Thread-safe.
/// </summary>
internal sealed class AuditCounts
{
    public const int KeyLimit = 1000;

    private const string Others = "others";

    private readonly Lock _lock = new();
    private Dictionary<AuditCount, long> _counts = [];

    public void Add(AuditCount what)
    {
        lock (_lock)
        {
            if (!_counts.ContainsKey(what) && _counts.Count >= KeyLimit)
            {
                what = what with { Address = Others, CallerId = null };
            }

            _counts[what] = _counts.GetValueOrDefault(what) + 1;
        }
    }

    /// <summary>What was counted since the last time.</summary>
    public IReadOnlyDictionary<AuditCount, long> Take()
    {
        lock (_lock)
        {
            var taken = _counts;
            _counts = [];
            return taken;
        }
    }
}
