using Ecommerce.ServiceDefaults;
using Ecommerce.ServiceDefaults.Configuration;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Spiffe;

namespace Ecommerce.Cli.Bench;

/// <summary>An agent as <c>AddServiceDefaults</c> creates it, configured by the environment that <see cref="BenchPair"/> sets.</summary>
internal static class BenchAgent
{
    /// <summary>Its builder.</summary>
    public static WebApplicationBuilder CreateBuilder(string name)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.AddServiceDefaults(name);
        // Auditing is off and the probe is not asked, so it never connects.
        builder.Services.AddSingleton(_ => NpgsqlDataSource.Create("Host=127.0.0.1"));
        return builder;
    }

    /// <summary>The same agent's identity, for a process without an agent.</summary>
    public static X509Source FollowIdentity(string name) =>
        X509Source.Start(new() { Id = SpiffeId.Parse(new AgentInfo(name, Development.Registrations.TrustDomain).SpiffeId) });
}
