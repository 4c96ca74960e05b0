using Ecommerce.ServiceDefaults.Resilience;
using Grpc.Core;
using Grpc.Health.V1;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using static Grpc.Health.V1.HealthCheckResponse.Types;

namespace Ecommerce.ServiceDefaults.Health;

/// <summary>
/// <c>grpc.health.v1</c> on the health port: service <c>""</c> is readiness, <c>liveness</c> says that the process answers.
/// At most <see cref="MostWatchers"/> may watch, since any client that reaches the port can.
/// </summary>
internal sealed class HealthService(AgentReadiness readiness, TimeProvider time) : Grpc.Health.V1.Health.HealthBase
{
    /// <summary>How many may watch at the same time.</summary>
    public const int MostWatchers = 100;

    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(1);

    private readonly WatcherLimit _watchers = new(MostWatchers);

    public override async Task<HealthCheckResponse> Check(HealthCheckRequest request, ServerCallContext context)
    {
        var status = request.Service.Length == 0
            ? await LookAsync(context.CancellationToken)
            : StatusOf(request.Service) ?? throw new RpcException(new(StatusCode.NotFound, "unknown service"));
        return new HealthCheckResponse { Status = status };
    }

    public override async Task Watch(
        HealthCheckRequest request, IServerStreamWriter<HealthCheckResponse> responseStream, ServerCallContext context)
    {
        ServingStatus? last = null;
        using var timer = new PeriodicTimer(PollInterval, time);
        try
        {
            using var watcher = _watchers.TryEnter()
                ?? throw new RpcException(new(StatusCode.ResourceExhausted, $"{MostWatchers} watch already"));
            do
            {
                var status = request.Service.Length == 0
                    ? await LookAsync(context.CancellationToken)
                    : StatusOf(request.Service) ?? ServingStatus.ServiceUnknown;
                if (status != last)
                {
                    last = status;
                    await responseStream.WriteAsync(new HealthCheckResponse { Status = status }, context.CancellationToken);
                }
            }
            while (await timer.WaitForNextTickAsync(context.CancellationToken));
        }
        catch (OperationCanceledException)
        {
            // The client cancelled the watch.
        }
    }

    private async Task<ServingStatus> LookAsync(CancellationToken cancellationToken) =>
        (await readiness.ReportAsync(cancellationToken)).Status != HealthStatus.Unhealthy
            ? ServingStatus.Serving : ServingStatus.NotServing;

    // Needs no check; null for an unknown service.
    private static ServingStatus? StatusOf(string service) => service == "liveness" ? ServingStatus.Serving : null;
}
