using Grpc.Core;
using Grpc.Health.V1;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using static Grpc.Health.V1.HealthCheckResponse.Types;

namespace Ecommerce.ServiceDefaults.Health;

/// <summary>
/// <c>grpc.health.v1</c> on the health port: service <c>""</c> is readiness, <c>liveness</c> says that the process answers.
/// No more than <see cref="MostWatchers"/> may watch, since anybody who reaches the port can.
/// </summary>
internal sealed class HealthService(AgentReadiness readiness, TimeProvider time) : Grpc.Health.V1.Health.HealthBase
{
    /// <summary>How many may watch at the same time.</summary>
    public const int MostWatchers = 100;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private int _watchers;

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
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            if (Interlocked.Increment(ref _watchers) > MostWatchers)
            {
                throw new RpcException(new(StatusCode.ResourceExhausted, $"{MostWatchers} watch already"));
            }

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
            // the client left
        }
        finally
        {
            Interlocked.Decrement(ref _watchers);
        }
    }

    private async Task<ServingStatus> LookAsync(CancellationToken cancellationToken) =>
        (await readiness.ReportAsync(cancellationToken)).Status != HealthStatus.Unhealthy
            ? ServingStatus.Serving : ServingStatus.NotServing;

    // Without a look: null for a service that there is not.
    private static ServingStatus? StatusOf(string service) => service == "liveness" ? ServingStatus.Serving : null;
}
