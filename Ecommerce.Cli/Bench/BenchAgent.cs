using Ecommerce.Development;
using Ecommerce.ServiceDefaults;
using Ecommerce.ServiceDefaults.Clients;
using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Tokens;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;
using OpenTelemetry;
using OpenTelemetry.Trace;
using Spiffe;

namespace Ecommerce.Cli.Bench;

/// <summary>An agent as <c>AddServiceDefaults</c> creates it, configured by the environment that <see cref="BenchPair"/> sets.</summary>
internal static class BenchAgent
{
    /// <summary>Its builder, without the telemetry of higher rungs.</summary>
    public static WebApplicationBuilder CreateBuilder(string name, Rung rung)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.AddServiceDefaults(name);
        // Auditing is off and the probe is not asked, so it never connects.
        builder.Services.AddSingleton(_ => NpgsqlDataSource.Create("Host=127.0.0.1"));
        // A provider that listens to nothing.
        if (rung < Rung.Spans)
        {
            builder.Services.Replace(ServiceDescriptor.Singleton<TracerProvider>(_ => Sdk.CreateTracerProviderBuilder().Build()));
        }

        if (rung >= Rung.Tokens)
        {
            builder.Services.AddSingleton(services => new BenchTokens(
                services.GetRequiredService<AgentInfo>(), Environment.GetEnvironmentVariable(BenchTokens.KeyVariable) ?? ""));
            builder.Services.AddSingleton<SigningKeySource>(services =>
                _ => Task.FromResult(services.GetRequiredService<BenchTokens>().Keys()));
            builder.Services.AddSingleton<CallTokenSource>(services => (_, scope, _) =>
                new(new CallTokens(services.GetRequiredService<BenchTokens>().Current(scope!))));
        }

        return builder;
    }

    /// <summary>The same agent's identity, for a process without an agent.</summary>
    public static X509Source FollowIdentity(string name) =>
        X509Source.Start(new() { Id = SpiffeId.Parse(Registrations.AgentId(name)) });
}
