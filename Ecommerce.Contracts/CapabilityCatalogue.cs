using System.Buffers;
using System.Collections.Frozen;
using System.Text;
using System.Text.Json;
using Ecommerce.Contracts.V1;

namespace Ecommerce.Contracts;

/// <summary>Every capability of the shop, read once from the descriptors. Everything that lists capabilities derives from here.</summary>
public static class CapabilityCatalogue
{
    private static readonly FrozenDictionary<string, Capability> ByMethod;
    private static readonly FrozenDictionary<string, FrozenDictionary<string, Capability>> ByAgent;
    private static readonly FrozenDictionary<string, IReadOnlyList<Capability>> Lists;

    static CapabilityCatalogue()
    {
        Lists = Agents.All.ToFrozenDictionary(agent => agent.Name, Read);
        ByAgent = Lists.ToFrozenDictionary(pair => pair.Key, pair => pair.Value.ToFrozenDictionary(c => c.Name));
        All = [.. Agents.All.SelectMany(agent => Lists[agent.Name])];
        ByMethod = All.ToFrozenDictionary(c => c.FullMethodName);
        PolicyData = WritePolicyData();
    }

    /// <summary>All capabilities, agent by agent in the order of <see cref="Agents.All"/>, each agent's as its proto has them.</summary>
    public static IReadOnlyList<Capability> All { get; }

    /// <summary>
    /// The JSON document of policies' <c>data.capabilities</c>: <c>{agent: {name: {audience, idempotency, streaming}}}</c>, with
    /// audience <c>agents | user | anyone | admin</c> and idempotency <c>none | safe | idempotent | keyed</c>.
    /// </summary>
    public static string PolicyData { get; }

    /// <summary>An agent's capabilities; none if no agent has this name.</summary>
    public static IReadOnlyList<Capability> Of(string agent) => Lists.GetValueOrDefault(agent, []);

    /// <summary>The capability of that name, or null.</summary>
    public static Capability? Find(string agent, string name) => ByAgent.GetValueOrDefault(agent)?.GetValueOrDefault(name);

    /// <summary>The capability behind a gRPC path such as <c>/ecommerce.v1.UserService/CreateUser</c>, or null.</summary>
    public static Capability? FindByMethod(string fullMethodName) => ByMethod.GetValueOrDefault(fullMethodName);

    private static IReadOnlyList<Capability> Read(AgentDefinition agent) =>
    [
        .. from method in agent.Service.Methods
           let options = method.GetOptions()?.GetExtension(OptionsExtensions.Capability)
           where options is not null
           select new Capability(agent.Name, method, options),
    ];

    private static string WritePolicyData()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var agent in AgentNames.All)
            {
                writer.WriteStartObject(agent);
                foreach (var capability in Lists[agent])
                {
                    writer.WriteStartObject(capability.Name);
                    writer.WriteString("audience", PolicyName(capability.Audience));
                    writer.WriteString("idempotency", PolicyName(capability.Idempotency));
                    writer.WriteBoolean("streaming", capability.ServerStreaming);
                    writer.WriteEndObject();
                }

                writer.WriteEndObject();
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static string PolicyName(Audience audience) => audience switch
    {
        Audience.User => "user",
        Audience.Anyone => "anyone",
        Audience.Admin => "admin",
        _ => "agents",
    };

    private static string PolicyName(Idempotency idempotency) => idempotency switch
    {
        Idempotency.Safe => "safe",
        Idempotency.Idempotent => "idempotent",
        Idempotency.Keyed => "keyed",
        _ => "none",
    };
}
