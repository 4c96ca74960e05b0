using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.ServiceDefaults.Resilience;
using Ecommerce.ServiceDefaults.Telemetry;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client.Exceptions;

namespace Ecommerce.ServiceDefaults.Events;

/// <summary>
/// Publishes what is in the outbox: at least once, and the events of one subject in order. While the broker is away they stay in the table,
/// and nobody waits for them.
/// </summary>
internal sealed class OutboxWorker(
    OutboxStore outbox, BrokerSettings settings, AgentInfo agent, TimeProvider time, ILogger<OutboxWorker> logger)
    : BackgroundLoop(time, logger)
{
    private const int PageSize = 500;

    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan ConfirmTimeout = TimeSpan.FromSeconds(10);

    private BrokerChannel? _broker;

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await DisconnectAsync();
        try
        {
            await outbox.ReleaseAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is OperationCanceledException || DatabaseProblems.IsOutage(exception))
        {
            // The lease ends by itself.
        }
    }

    /// <inheritdoc/>
    protected override IEnumerable<Func<CancellationToken, Task>> Turns => [PublishAsync];

    private async Task PublishAsync(CancellationToken cancellationToken)
    {
        using var unrecorded = AgentTelemetry.Unrecorded();
        IReadOnlyList<OutboxEvent> page;
        do
        {
            page = await outbox.ReadAsync(PageSize, cancellationToken);
            if (page.Count > 0)
            {
                await PublishAsync(page, cancellationToken);
            }
        }
        while (page.Count == PageSize);

        // What follows a page that is not full waits for more: a page is two commits, however few events it has.
        await PauseAsync(PollInterval, cancellationToken);
    }

    // The next event of a subject leaves only after the one before it is confirmed: a broker may confirm the second and refuse the first.
    private async Task PublishAsync(IReadOnlyList<OutboxEvent> page, CancellationToken cancellationToken)
    {
        var broker = await ConnectAsync(cancellationToken);
        List<OutboxEvent> confirmed = new(page.Count);
        try
        {
            var waves = page.GroupBy(item => item.Subject, StringComparer.Ordinal)
                .SelectMany(subject => subject.Select((item, turn) => (item, turn)))
                .GroupBy(next => next.turn, next => next.item).OrderBy(wave => wave.Key);
            foreach (var wave in waves)
            {
                await PublishWaveAsync(broker, [.. wave], confirmed, cancellationToken);
            }
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            await DisconnectAsync();
            throw ProblemException.Unavailable("The broker does not take events.", exception);
        }
        finally
        {
            // Also when this replica stops, so that as little as possible is published twice.
            await outbox.DeleteAsync(confirmed, CancellationToken.None);
            OutboxTelemetry.Published.Add(confirmed.Count);
        }
    }

    private async Task PublishWaveAsync(
        BrokerChannel broker, OutboxEvent[] wave, List<OutboxEvent> confirmed, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(ConfirmTimeout, Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        var published = Array.ConvertAll(wave, item => broker.PublishAsync(item, either.Token));
        await Task.WhenAll(published).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        confirmed.AddRange(wave.Where((_, i) => published[i].IsCompletedSuccessfully));
        await Task.WhenAll(published);
    }

    private async Task<BrokerChannel> ConnectAsync(CancellationToken cancellationToken)
    {
        if (_broker is { IsOpen: true })
        {
            return _broker;
        }

        await DisconnectAsync();
        try
        {
            _broker = await BrokerChannel.OpenAsync(settings, $"ecommerce {agent.Name}", cancellationToken);
        }
        catch (Exception exception) when (exception is BrokerUnreachableException or OperationInterruptedException or IOException
            && !cancellationToken.IsCancellationRequested)
        {
            throw ProblemException.Unavailable($"The broker cannot be reached: {exception.GetBaseException().Message}", exception);
        }

        Log.BrokerConnected(Logger, settings.Address.Host, settings.Exchange);
        return _broker;
    }

    private async Task DisconnectAsync()
    {
        if (_broker is { } broker)
        {
            _broker = null;
            await broker.DisposeAsync();
        }
    }
}
