using Ecommerce.ServiceDefaults.Health;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace Ecommerce.ServiceDefaults.Tests.Health;

public sealed class DatabaseHealthTests
{
    [Fact]
    public async Task A_database_that_is_frozen_is_told_and_asked_once()
    {
        using var server = new FrozenServer();
        await using var database = NpgsqlDataSource.Create(server.ConnectionString);
        var health = new DatabaseHealth(database, TimeProvider.System);

        for (var i = 0; i < 2; i++)
        {
            var result = await health.CheckHealthAsync(new HealthCheckContext(), TestContext.Current.CancellationToken);
            Assert.Equal((HealthStatus.Unhealthy, "no database"), (result.Status, result.Description));
        }

        Assert.Equal(1, server.Sessions);
    }
}
