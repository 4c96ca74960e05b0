using Ecommerce.ServiceDefaults.Configuration;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Ecommerce.ServiceDefaults.Telemetry;

/// <summary>Traces, metrics and logs, recorded and exported over OTLP where an endpoint is set.</summary>
internal static class TelemetryExtensions
{
    // They log each request and each statement at Information; traces show that better.
    private static readonly string[] Chatty = ["Microsoft.AspNetCore", "Grpc", "Npgsql", "System.Net.Http"];

    // A call is one span at its caller and one at its callee; spans of the gRPC and HTTP clients in between would repeat them.
    private static readonly string[] Sources = [AgentTelemetry.Name, "Microsoft.AspNetCore", "Npgsql"];

    private static readonly string[] Meters =
    [
        AgentTelemetry.Name, "Npgsql", "System.Runtime", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel",
        "System.Net.Http",
    ];

    public static void AddAgentTelemetry(this WebApplicationBuilder builder, AgentInfo agent, AgentSettings settings)
    {
        builder.Logging.AddConsole(console => console.FormatterName = AgentConsoleFormatter.FormatterName)
            .AddConsoleFormatter<AgentConsoleFormatter, ConsoleFormatterOptions>();
        builder.Logging.SetMinimumLevel(settings.LogLevel);
        foreach (var chatty in Chatty)
        {
            builder.Logging.AddFilter(chatty, LogLevel.Warning);
        }

        // Every check of every probe; AgentReadiness logs changes.
        builder.Logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None);

        builder.AddTelemetryExport(agent.Name, settings.OtlpEndpoint);
    }

    /// <summary>Records what a process does, and sends it to <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>.</summary>
    /// <param name="builder">The process's builder.</param>
    /// <param name="name">The name under which it reports.</param>
    /// <param name="otherwise">Where to send it if the variable is not set; without either nothing is recorded.</param>
    /// <param name="further">Sources of spans beside those of agents.</param>
    public static void AddTelemetryExport(
        this WebApplicationBuilder builder, string name, string? otherwise = null, params string[] further)
    {
        var endpoint = builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] ?? otherwise;
        if (string.IsNullOrEmpty(endpoint))
        {
            return;
        }

        builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] = endpoint;
        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(name, serviceVersion: AgentInfo.CodeVersion))
            .WithTracing(tracing => tracing.AddSource([.. Sources, .. further])
                .AddProcessor<SpanFilter>().AddProcessor<SpanRedaction>())
            .WithMetrics(metrics => metrics.AddMeter(Meters))
            .WithLogging(logging => logging.AddProcessor<LogRedaction>(), options => options.IncludeFormattedMessage = true)
            .UseOtlpExporter();
    }
}
