using Aspire.Npgsql;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Aspire.Npgsql
{
    /// <summary>The settings of Aspire.Npgsql that are used here.</summary>
    internal sealed class NpgsqlSettings
    {
        /// <summary>Must be set: the health check of Aspire.Npgsql is not supplied here.</summary>
        public bool DisableHealthChecks { get; set; }
    }
}

namespace Microsoft.Extensions.Hosting
{
    /// <summary>What Aspire.Npgsql's extension of the same name does, as far as it is used here.</summary>
    internal static class AspirePostgreSqlNpgsqlExtensions
    {
        /// <summary>Registers one <see cref="NpgsqlDataSource"/> for the connection string of that name, its traces and metrics.</summary>
        /// <exception cref="NotSupportedException">The settings leave the health check on.</exception>
        public static void AddNpgsqlDataSource(
            this IHostApplicationBuilder builder,
            string connectionName,
            Action<NpgsqlSettings> configureSettings,
            Action<NpgsqlDataSourceBuilder>? configureDataSourceBuilder = null)
        {
            var settings = new NpgsqlSettings();
            configureSettings(settings);
            if (!settings.DisableHealthChecks)
            {
                throw new NotSupportedException("Set DisableHealthChecks.");
            }

            builder.Services.AddSingleton(services =>
            {
                var source = new NpgsqlDataSourceBuilder(builder.Configuration.GetConnectionString(connectionName)
                    ?? throw new InvalidOperationException($"ConnectionStrings:{connectionName} is not set."));
                source.UseLoggerFactory(services.GetRequiredService<ILoggerFactory>());
                configureDataSourceBuilder?.Invoke(source);
                return source.Build();
            });
            builder.Services.AddOpenTelemetry()
                .WithTracing(tracing => tracing.AddSource("Npgsql"))
                .WithMetrics(metrics => metrics.AddMeter("Npgsql"));
        }
    }
}
