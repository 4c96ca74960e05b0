using Aspire.Npgsql;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Aspire.Npgsql
{
    /// <summary>The settings of Aspire.Npgsql that are used here.</summary>
    internal sealed class NpgsqlSettings
    {
        /// <summary>Leaves out the health check <c>PostgreSql</c>.</summary>
        public bool DisableHealthChecks { get; set; }
    }
}

namespace Microsoft.Extensions.Hosting
{
    /// <summary>What Aspire.Npgsql's extension of the same name does, as far as it is used here.</summary>
    internal static class AspirePostgreSqlNpgsqlExtensions
    {
        /// <summary>
        /// Registers one <see cref="NpgsqlDataSource"/> for the connection string of that name, its traces and metrics and,
        /// unless disabled, a health check.
        /// </summary>
        public static void AddNpgsqlDataSource(
            this IHostApplicationBuilder builder,
            string connectionName,
            Action<NpgsqlSettings>? configureSettings = null,
            Action<NpgsqlDataSourceBuilder>? configureDataSourceBuilder = null)
        {
            var settings = new NpgsqlSettings();
            configureSettings?.Invoke(settings);
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
            if (!settings.DisableHealthChecks)
            {
                builder.Services.AddHealthChecks().Add(new HealthCheckRegistration(
                    "PostgreSql", services => new NpgsqlHealthCheck(services.GetRequiredService<NpgsqlDataSource>()), null, null));
            }
        }
    }

    /// <summary>Healthy while the database answers a statement.</summary>
    internal sealed class NpgsqlHealthCheck(NpgsqlDataSource database) : IHealthCheck
    {
        /// <inheritdoc/>
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            try
            {
                await using var command = database.CreateCommand("SELECT 1");
                await command.ExecuteScalarAsync(cancellationToken);
                return HealthCheckResult.Healthy();
            }
            catch (NpgsqlException exception)
            {
                return new HealthCheckResult(context.Registration.FailureStatus, exception.Message);
            }
        }
    }
}
