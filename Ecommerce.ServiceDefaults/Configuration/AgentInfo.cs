using System.Reflection;

namespace Ecommerce.ServiceDefaults.Configuration;

/// <summary>This process's agent.</summary>
/// <param name="Name">The agent's name, the last segment of its SPIFFE ID.</param>
/// <param name="TrustDomain">The trust domain that it belongs to.</param>
public sealed record AgentInfo(string Name, string TrustDomain)
{
    /// <summary>The agent's SPIFFE ID.</summary>
    public string SpiffeId { get; } = $"spiffe://{TrustDomain}/agent/{Name}";

    /// <summary>The version of the code.</summary>
    public static string CodeVersion { get; } =
        typeof(AgentInfo).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";

    /// <summary>The version of the agent: that of the code.</summary>
    public string Version { get; } = CodeVersion;

    /// <summary>The SPIFFE ID of an agent of the same trust domain.</summary>
    public string IdOf(string agent) => $"spiffe://{TrustDomain}/agent/{agent}";
}
