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

    [Fact]
    public async Task A_transaction_that_was_left_open_does_not_reach_the_session_s_next_user()
    {
        var connection = new NpgsqlConnectionStringBuilder(postgres.SuperuserConnection) { MaxPoolSize = 1, NoResetOnClose = true };
        await using var source = NpgsqlDataSource.Create(connection);
        var cancellationToken = TestContext.Current.CancellationToken;
        await using (var left = await source.OpenConnectionAsync(cancellationToken))
        {
            await left.BeginTransactionAsync(cancellationToken);
            await using var lockIt = new NpgsqlCommand("SELECT pg_advisory_xact_lock(42); SET LOCAL lock_timeout = 1", left);
            await lockIt.ExecuteNonQueryAsync(cancellationToken);
        }

        await using var command = source.CreateCommand(
            "SELECT current_setting('lock_timeout') || ' ' || (SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND objid = 42)");
        Assert.Equal("0 0", await command.ExecuteScalarAsync(cancellationToken));
    }
}
