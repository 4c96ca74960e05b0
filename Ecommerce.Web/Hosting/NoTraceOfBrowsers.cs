using System.Diagnostics;

namespace Ecommerce.Web.Hosting;

/// <summary>
/// Takes no trace from a browser, and nothing that goes along with one: each request begins a trace of its own, as at the gateway's public
/// port. The gateway believes the storefront about it, and logs and audit are joined by it.
/// </summary>
internal sealed class NoTraceOfBrowsers : DistributedContextPropagator
{
    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Fields => [];

    /// <inheritdoc/>
    public override void Inject(Activity? activity, object? carrier, PropagatorSetterCallback? setter)
    {
        // Nothing goes this way to anybody: what sends to the gateway has a propagator of its own.
    }

    /// <inheritdoc/>
    public override void ExtractTraceIdAndState(
        object? carrier, PropagatorGetterCallback? getter, out string? traceId, out string? traceState) =>
        (traceId, traceState) = (null, null);

    /// <inheritdoc/>
    public override IEnumerable<KeyValuePair<string, string?>>? ExtractBaggage(object? carrier, PropagatorGetterCallback? getter) => null;
}
