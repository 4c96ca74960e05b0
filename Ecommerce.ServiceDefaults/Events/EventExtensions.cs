using Ecommerce.ServiceDefaults.Configuration;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Ecommerce.ServiceDefaults.Events;

/// <summary>Registers what publishes an agent's events.</summary>
public static class EventExtensions
{
    /// <summary>Publishes the events that the database's triggers put into the outbox, if the configuration names a broker.</summary>
    public static void AddEventPublishing(this WebApplicationBuilder builder)
    {
        if (builder.AgentSettings().Broker is { } broker)
        {
            builder.Services.AddSingleton(broker).AddSingleton<OutboxStore>().AddHostedService<OutboxWorker>()
                .AddHostedService<OutboxGauge>();
        }
    }
}
