using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Resilience;
using Ecommerce.ServiceDefaults.Telemetry;
using Microsoft.Extensions.Logging;

namespace Ecommerce.ServiceDefaults.Events;

/// <summary>
/// Measures what waits for the broker. It reads the table, since the replica that publishes may be the one that hangs; each replica counts
/// all events.
/// </summary>
internal sealed class OutboxGauge(OutboxStore outbox, AgentInfo agent, TimeProvider time, ILogger<OutboxGauge> logger)
    : BackgroundLoop(time, logger)
{
    // While the broker is away the table has no bound, and counting it must.
    private const int MaxCounted = 100_000;

    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(15);

    /// <inheritdoc/>
    protected override IEnumerable<Func<CancellationToken, Task>> Turns => [CountAsync];

    private async Task CountAsync(CancellationToken cancellationToken)
    {
        using var unrecorded = AgentTelemetry.Unrecorded();
        var (events, oldest) = await outbox.CountAsync(MaxCounted, cancellationToken);
        OutboxTelemetry.Wait(agent.Name, events, oldest);
        await PauseAsync(PollInterval, cancellationToken);
    }
}
