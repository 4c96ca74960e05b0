using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Ecommerce.Cli.Bench;

/// <summary>An agent as <c>AddServiceDefaults</c> creates it, configured by the environment that <see cref="BenchRun"/> sets.</summary>
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
}
