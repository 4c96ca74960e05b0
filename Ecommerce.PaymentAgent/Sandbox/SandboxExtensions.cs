using Ecommerce.ServiceDefaults.Database;
using Npgsql;

namespace Ecommerce.PaymentAgent.Sandbox;

/// <summary>Registers the sandbox provider.</summary>
internal static class SandboxExtensions
{
    private const string ConnectionName = "sandbox";
    private const int PoolLimit = 15;

    /// <summary>Makes the sandbox the payment provider, with the database of the connection string <c>sandbox</c>.</summary>
    public static void AddSandboxProvider(this WebApplicationBuilder builder)
    {
        builder.AddMigrations(ConnectionName, "Sandbox.Migrations");
        builder.Services.AddKeyedSingleton(ConnectionName, (_, _) => NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(
            builder.Configuration.GetConnectionString(ConnectionName)
                ?? throw new InvalidOperationException($"ConnectionStrings:{ConnectionName} is not set."))
        {
            MaxPoolSize = PoolLimit,
            Timeout = 5,
            CommandTimeout = 15,
            MaxAutoPrepare = 10,
            ApplicationName = ConnectionName,
        }));
        builder.Services.AddSingleton<PaymentProvider>(services => new SandboxProvider(
            services.GetRequiredKeyedService<NpgsqlDataSource>(ConnectionName), services.GetRequiredService<TimeProvider>()));
    }
}
