using Ecommerce.ServiceDefaults.Authorization;
using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Telemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ecommerce.ServiceDefaults.Tests.Authorization;

/// <summary>Policy engines as an agent makes them.</summary>
internal static class Engines
{
    /// <summary>Settings of these values, keys as <see cref="AgentSchema"/> has them.</summary>
    public static AgentSettings Settings(params (string Key, string Value)[] values) =>
        new(new ConfigurationBuilder().AddInMemoryCollection(
        values.Select(value => KeyValuePair.Create($"{AgentSchema.Section}:{value.Key}", (string?)value.Value))).Build());

    /// <summary>The engine in process.</summary>
    public static RegoPolicyEngine Rego(AgentInfo agent, AgentSettings settings, TimeProvider? time = null) => new(
        agent, settings, new AgentMetrics(agent), time ?? TimeProvider.System, NullLogger<RegoPolicyEngine>.Instance);
}
