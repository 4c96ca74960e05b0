using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Ecommerce.Cli.Bench;

/// <summary>An agent as <c>AddServiceDefaults</c> makes it, set by the environment that <see cref="BenchRun"/> gives.</summary>
internal static class BenchAgent
{
    /// <summary>Its builder.</summary>
    public static WebApplicationBuilder CreateBuilder(string name)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.AddServiceDefaults(name);
        // The audit table is switched off and nobody asks the probe, so it is never connected.
        builder.Services.AddSingleton(_ => NpgsqlDataSource.Create("Host=127.0.0.1"));
        return builder;
    }
}
