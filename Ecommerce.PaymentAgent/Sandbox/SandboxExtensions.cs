using Ecommerce.PaymentAgent.Provider;
using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Database;
using Npgsql;

namespace Ecommerce.PaymentAgent.Sandbox;

/// <summary>Registers the sandbox provider.</summary>
internal static class SandboxExtensions
{
    private const string ConnectionName = "sandbox";

    /// <summary>Makes the sandbox the payment provider, with the database of the connection string <c>sandbox</c>.</summary>
    public static void AddSandboxProvider(this WebApplicationBuilder builder)
    {
        builder.AddDatabase(ConnectionName, "Sandbox.Migrations");
        builder.Services.AddSingleton<PaymentProvider>(services =>
        {
            Log.SandboxInUse(services.GetRequiredService<ILogger<SandboxProvider>>());
            return new SandboxProvider(
                services.GetRequiredKeyedService<NpgsqlDataSource>(ConnectionName), services.GetRequiredService<TimeProvider>(),
                services.GetRequiredService<AgentSettings>().IsDevelopment);
        });
    }
}
