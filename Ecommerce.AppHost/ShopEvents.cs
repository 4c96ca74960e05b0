using Ecommerce.Contracts;

namespace Ecommerce.AppHost;

/// <summary>Adds the broker to which agents publish events.</summary>
internal static class ShopEvents
{
    /// <summary>
    /// With <c>Broker=rabbitmq</c>, the address of a RabbitMQ: of one in a container here, of the platform's where it is published. Null where
    /// events stay in the agents' databases.
    /// </summary>
    public static Broker? AddBroker(this IDistributedApplicationBuilder builder) => (builder.Configuration["Broker"] ?? "none") switch
    {
        "none" => null,
        "rabbitmq" when builder.ExecutionContext.IsPublishMode => new(
            ReferenceExpression.Create($"{builder.AddParameter("events-broker")}"), Resource: null),
        "rabbitmq" => AddRabbit(builder),
        var other => throw new DistributedApplicationException($"Broker is none or rabbitmq, not {other}."),
    };

    /// <summary>Lets the agents that have events publish them there.</summary>
    public static IResourceBuilder<ProjectResource> WithBroker(this IResourceBuilder<ProjectResource> agent, Broker? broker)
    {
        if (broker is null || agent.Resource.Name is not (AgentNames.Order or AgentNames.Payment))
        {
            return agent;
        }

        agent.WithEnvironment("AGENTWEAVE_EVENTS_BROKER", broker.Address);
        return broker.Resource is { } here
            ? agent.WithReferenceRelationship(here) // not WaitFor: orders are taken while the broker is away
            : agent.WithEnvironment("AGENTWEAVE_EVENTS_CREDENTIALS_FILE", "/run/secrets/broker");
    }

    // Agents read credentials from a file alone; without one they are RabbitMQ's own guest, whom nobody but this machine reaches here.
    private static Broker AddRabbit(IDistributedApplicationBuilder builder)
    {
        var guest = builder.AddParameter("broker-password", "guest", secret: true);
        var rabbit = builder.AddRabbitMQ("broker", password: guest).WithDataVolume().WithManagementPlugin();
        guest.WithParentRelationship(rabbit);
        var endpoint = rabbit.Resource.PrimaryEndpoint;
        return new(
            ReferenceExpression.Create(
                $"amqp://{endpoint.Property(EndpointProperty.Host)}:{endpoint.Property(EndpointProperty.Port)}"),
            rabbit);
    }
}

/// <summary>Where events are published.</summary>
/// <param name="Address">The address, without credentials.</param>
/// <param name="Resource">The broker that runs here; null where it is the platform's.</param>
internal sealed record Broker(ReferenceExpression Address, IResourceBuilder<RabbitMQServerResource>? Resource);
