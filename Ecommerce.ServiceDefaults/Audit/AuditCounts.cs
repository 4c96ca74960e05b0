
namespace Ecommerce.ServiceDefaults.Audit;

/// <summary>What the requests that share one row a minute have in common.</summary>
/// <param name="EventType">One of <see cref="AuditEvent"/>'s.</param>
/// <param name="Outcome"><c>ok</c>, a problem's code, or why a peer was refused.</param>
/// <param name="Listener">Where they came in.</param>
/// <param name="Address">The senders' address prefix.</param>
/// <param name="CallerId">The caller; null if it is not known.</param>
/// <param name="Action">What was called; null if the request was refused before a call.</param>
internal readonly record struct AuditCount(
    string EventType, string Outcome, string? Listener, string? Address, string? CallerId = null, string? Action = null)
{
    public AuditEvent ToEvent(long count) => new(EventType)
    {
        CallerId = CallerId,
        PeerId = CallerId,
        Action = Action,
        Decision = EventType switch
        {
            AuditEvent.CapabilityCall => "allow",
            AuditEvent.AuthCheck => Outcome == AuditEvent.Ok ? "allow" : "deny",
            _ => null,
        },
        Outcome = Outcome,
        Listener = Listener,
        Address = Address,
        Count = count,
    };
}

/// <summary>
/// Counts what any client can repeat at will. Beyond <see cref="KeyLimit"/> kinds a minute addresses and callers are no
/// longer distinguished, so that neither memory nor table grows with them. What strangers try has rows of its own, as long as it is not
/// often. Thread-safe.
/// </summary>
internal sealed class AuditCounts
{
    public const int KeyLimit = 1000;

    /// <summary>The most rows a minute of what strangers do by one action with one outcome.</summary>
    public const int RowLimit = 100;

    private const string Others = "others";

    private readonly Lock _lock = new();
    private readonly Dictionary<(string Action, string Outcome), int> _rows = [];
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

    /// <summary>Whether a stranger's attempt may have a row of its own, which it then takes; if not, it is counted.</summary>
    public bool TryTakeRow(string action, string outcome)
    {
        lock (_lock)
        {
            var rows = _rows.GetValueOrDefault((action, outcome));
            _rows[(action, outcome)] = Math.Min(rows + 1, RowLimit);
            return rows < RowLimit;
        }
    }

    /// <summary>The counts since the last call, from which on strangers have rows again.</summary>
    public IReadOnlyDictionary<AuditCount, long> Take()
    {
        lock (_lock)
        {
            var taken = _counts;
            _counts = [];
            _rows.Clear();
            return taken;
        }
    }
}
