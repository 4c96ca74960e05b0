using System.Globalization;
using Ecommerce.ServiceDefaults.Configuration;
using Spiffe;
using Spiffe.Authority;

namespace Ecommerce.Development;

/// <summary>A workload that gets an identity.</summary>
/// <param name="Name">Its name; of an agent, the agent's.</param>
/// <param name="Path">The path of its SPIFFE ID, such as <c>/agent/order</c>.</param>
/// <param name="DnsNames">The DNS names in its X.509-SVIDs; most have none.</param>
/// <param name="SvidLifetime">How long its X.509-SVIDs are valid.</param>
/// <param name="TokenLifetime">How long its JWT-SVIDs are valid.</param>
/// <param name="Selectors">SPIRE's selectors for each way of running.</param>
public sealed record WorkloadRegistration(
    string Name, string Path, IReadOnlyList<string> DnsNames, TimeSpan SvidLifetime, TimeSpan TokenLifetime,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Selectors);

/// <summary>The workloads of <c>config/registrations.yaml</c>, and the IDs that they get.</summary>
public static class Registrations
{
    /// <summary>The variable that sets the trust domain of the agents too.</summary>
    public const string TrustDomainVariable = "AGENTWEAVE_AGENT_TRUST_DOMAIN";

    /// <summary>The file of this repository.</summary>
    public static string File => RepositoryRoot.At("config", "registrations.yaml");

    /// <summary>The trust domain where nothing else is set.</summary>
    public static string DefaultTrustDomain { get; } = AgentSchema.Default("agent:trust_domain");

    /// <summary>The shop's trust domain: <c>AGENTWEAVE_AGENT_TRUST_DOMAIN</c>, else the default.</summary>
    /// <exception cref="ShopException">The variable does not hold a trust domain; a usage error.</exception>
    public static string TrustDomain => Environment.GetEnvironmentVariable(TrustDomainVariable) is not { Length: > 0 } name
        ? DefaultTrustDomain
        : Spiffe.TrustDomain.TryParse(name, out _)
            ? name
            : throw new ShopException($"{TrustDomainVariable}: {name} is not a trust domain.") { IsUsageError = true };

    /// <summary>The SPIFFE ID of an agent.</summary>
    public static string AgentId(string name) => $"spiffe://{TrustDomain}/agent/{name}";

    /// <summary>Reads a file of registrations.</summary>
    /// <exception cref="ShopException">The file is not a list of names and paths.</exception>
    public static IReadOnlyList<WorkloadRegistration> Read(string path)
    {
        try
        {
            var fields = AgentYaml.Read(path).ToDictionary(setting => setting.Key, setting => setting.Value);
            List<WorkloadRegistration> found = [];
            while (fields.TryGetValue($"registrations:{found.Count}:name", out var name))
            {
                var prefix = $"registrations:{found.Count}:";
                found.Add(new(
                    name, fields[prefix + "path"], DnsNames(fields, prefix + "dns_names:"),
                    Seconds(fields, prefix + "x509_svid_ttl") ?? Lifetimes.Svid,
                    Seconds(fields, prefix + "jwt_svid_ttl") ?? Lifetimes.Token, Selectors(fields, prefix + "selectors:")));
            }

            return found.Count > 0 ? found : throw new InvalidDataException("it has no registrations");
        }
        catch (Exception exception) when (exception is InvalidDataException or KeyNotFoundException or IOException)
        {
            throw new ShopException($"{path} cannot be used: {exception.Message}", exception);
        }
    }

    /// <summary>The workloads as the development authority serves them, in the shop's trust domain.</summary>
    /// <param name="path">The file of registrations.</param>
    /// <param name="svidLifetime">How long all X.509-SVIDs live, whatever the file says; null for what it says.</param>
    /// <exception cref="ShopException">The file is not a list of names and paths.</exception>
    internal static IReadOnlyList<Registration> ForAuthority(string path, TimeSpan? svidLifetime) =>
    [
        .. Read(path).Select(workload => new Registration(workload.Name, [Id(path, workload)])
        {
            DnsNames = workload.DnsNames,
            SvidLifetime = svidLifetime ?? workload.SvidLifetime,
            TokenLifetime = workload.TokenLifetime,
        }),
    ];

    private static SpiffeId Id(string path, WorkloadRegistration workload) =>
        SpiffeId.TryParse($"spiffe://{TrustDomain}{workload.Path}", out var id)
            ? id
            : throw new ShopException($"{path} cannot be used: {workload.Path} is not the path of a SPIFFE ID");

    private static TimeSpan? Seconds(Dictionary<string, string> fields, string key) =>
        !fields.TryGetValue(key, out var text) ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? TimeSpan.FromSeconds(seconds)
        : throw new InvalidDataException($"{key.Replace(':', '.')} must be a number of seconds, not '{text}'");

    // dns_names:{index}
    private static IReadOnlyList<string> DnsNames(Dictionary<string, string> fields, string prefix) =>
    [
        .. fields.Where(field => field.Key.StartsWith(prefix, StringComparison.Ordinal)).Select(field =>
            Uri.CheckHostName(field.Value) == UriHostNameType.Dns && field.Value.All(char.IsAscii)
                ? field.Value
                : throw new InvalidDataException($"{field.Key.Replace(':', '.')} must be a DNS name, not '{field.Value}'")),
    ];

    // selectors:{way of running}:{index}
    private static Dictionary<string, IReadOnlyList<string>> Selectors(Dictionary<string, string> fields, string prefix) => fields
        .Where(field => field.Key.StartsWith(prefix, StringComparison.Ordinal))
        .GroupBy(field => field.Key[prefix.Length..].Split(':')[0], field => field.Value)
        .ToDictionary(way => way.Key, way => (IReadOnlyList<string>)[.. way]);
}
