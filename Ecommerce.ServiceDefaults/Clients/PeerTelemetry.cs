using Microsoft.Extensions.Logging;
using Polly.Telemetry;

namespace Ecommerce.ServiceDefaults.Clients;

/// <summary>Logs what the strategies of a peer's pipeline report.</summary>
/// <param name="peer">The peer's SPIFFE ID.</param>
/// <param name="logger">Where it is logged.</param>
internal sealed class PeerTelemetry(string peer, ILogger logger) : TelemetryListener
{
    public override void Write<TResult, TArgs>(in TelemetryEventArguments<TResult, TArgs> args)
    {
        if (args.Arguments is not CircuitChangedArguments change)
        {
            return;
        }

        switch (change.State)
        {
            case CircuitState.Open:
                Log.CircuitOpened(logger, peer, change.Breaker.Threshold);
                break;
            case CircuitState.Closed:
                Log.CircuitClosed(logger, peer);
                break;
        }
    }
}
