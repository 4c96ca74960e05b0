using Grpc.Core;
using Grpc.Health.V1;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using static Grpc.Health.V1.HealthCheckResponse.Types;

namespace Ecommerce.ServiceDefaults;

/// <summary>
/// <c>grpc.health.v1</c> on the health port: service <c>""</c> is readiness, <c>liveness</c> says that the process answers.
/// </summary>
internal sealed class HealthService(HealthCheckService checks, TimeProvider time) : Grpc.Health.V1.Health.HealthBase
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    public override async Task<HealthCheckResponse> Check(HealthCheckRequest request, ServerCallContext context)
    {
        var status = await StatusAsync(request.Service, context.CancellationToken);
        return status == ServingStatus.ServiceUnknown
            ? throw new RpcException(new(StatusCode.NotFound, "unknown service"))
            : new HealthCheckResponse { Status = status };
    }

    public override async Task Watch(
        HealthCheckRequest request, IServerStreamWriter<HealthCheckResponse> responseStream, ServerCallContext context)
    {
        ServingStatus? last = null;
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            do
            {
                var status = await StatusAsync(request.Service, context.CancellationToken);
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
    }

    private async Task<ServingStatus> StatusAsync(string service, CancellationToken ct) => service switch
    {
        "liveness" => ServingStatus.Serving,
        "" => (await checks.CheckHealthAsync(ct)).Status == HealthStatus.Healthy ? ServingStatus.Serving : ServingStatus.NotServing,
        _ => ServingStatus.ServiceUnknown,
    };
}
