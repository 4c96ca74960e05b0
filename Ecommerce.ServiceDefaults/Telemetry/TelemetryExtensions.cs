using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Ecommerce.ServiceDefaults;

/// <summary>Traces, metrics and logs, exported over OTLP where an endpoint is set.</summary>
internal static class TelemetryExtensions
{
    // They log each request and each statement at the level of information; traces tell that better.
    private static readonly string[] Chatty = ["Microsoft.AspNetCore", "Grpc", "Npgsql", "System.Net.Http"];

    // Every one that makes spans in the middle of a call: without it, those below it would have no parent.
    private static readonly string[] Sources = [AgentTelemetry.Name, "Microsoft.AspNetCore", "Grpc.Net.Client", "System.Net.Http", "Npgsql"];

    public static void AddAgentTelemetry(this WebApplicationBuilder builder, AgentInfo agent, AgentSettings settings)
    {
        builder.Logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z' ";
            console.UseUtcTimestamp = true;
        });
        builder.Logging.SetMinimumLevel(settings.LogLevel);
        foreach (var chatty in Chatty)
        {
            builder.Logging.AddFilter(chatty, LogLevel.Warning);
        }

        var telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(agent.Name, serviceVersion: agent.Version))
            .WithTracing(tracing => tracing
                .AddSource(Sources)
                .AddProcessor<TraceFilter>())
            .WithMetrics(metrics => metrics.AddMeter(
                AgentTelemetry.Name, "Npgsql", "System.Runtime", "Microsoft.AspNetCore.Server.Kestrel", "System.Net.Http"));

        var endpoint = builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]
            ?? builder.Configuration[$"{AgentSchema.Section}:observability:otlp_endpoint"];
        if (!string.IsNullOrEmpty(endpoint))
        {
            builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] = endpoint;
            telemetry.WithLogging().UseOtlpExporter();
        }
    }
}
