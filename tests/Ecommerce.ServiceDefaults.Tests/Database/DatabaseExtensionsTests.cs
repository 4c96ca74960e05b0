using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Database;
using Ecommerce.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Ecommerce.ServiceDefaults.Tests.Database;

public sealed class DatabaseExtensionsTests(PostgresFixture postgres)
{
    [Fact]
    public async Task A_process_that_is_frozen_in_a_transaction_keeps_its_locks_for_some_seconds()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.Configuration.AddInMemoryCollection(
            new Dictionary<string, string?> { ["ConnectionStrings:orders"] = postgres.SuperuserConnection });
        builder.Services.AddSingleton(new AgentSettings(builder.Configuration));
        builder.AddAgentDatabase("orders");
        await using var provider = builder.Services.BuildServiceProvider();

        await using var command = provider.GetRequiredService<NpgsqlDataSource>()
            .CreateCommand("SELECT current_setting('idle_in_transaction_session_timeout')");
        Assert.Equal("10s", await command.ExecuteScalarAsync(TestContext.Current.CancellationToken));
    }
}
