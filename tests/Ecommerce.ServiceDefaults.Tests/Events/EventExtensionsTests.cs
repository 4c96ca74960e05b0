using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Database;
using Ecommerce.ServiceDefaults.Events;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Ecommerce.ServiceDefaults.Tests.Events;

public sealed class EventExtensionsTests
{
    [Theory]
    [InlineData("amqps://broker.example", true)]
    [InlineData("", false)]
    public async Task Only_where_a_broker_is_configured_are_events_written_and_published(string broker, bool published)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:orders"] = "Host=127.0.0.1;Database=orders;Username=orders_app",
            [$"{AgentSchema.Section}:events:broker"] = broker,
        });

        builder.Services.AddSingleton(new AgentSettings(builder.Configuration));
        builder.AddAgentDatabase("orders");
        builder.AddEventPublishing();

        await using var provider = builder.Services.BuildServiceProvider();
        var connection = new NpgsqlConnectionStringBuilder(provider.GetRequiredService<NpgsqlDataSource>().ConnectionString);
        Assert.Equal(published, connection.Options!.Contains("-c ecommerce.outbox=on", StringComparison.Ordinal));
        Assert.Equal(published, builder.Services.Any(service => service.ImplementationType == typeof(OutboxWorker)));
    }
}
