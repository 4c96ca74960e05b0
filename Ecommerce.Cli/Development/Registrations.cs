using System.Globalization;
using Ecommerce.Cli.Development.Authority;
using Ecommerce.ServiceDefaults.Configuration;
using Spiffe;

namespace Ecommerce.Cli.Development;

/// <summary>The workloads of <c>config/registrations.yaml</c>, and the IDs that they get.</summary>
internal static class Registrations
{
    /// <summary>The shop's trust domain: <c>AGENTWEAVE_AGENT_TRUST_DOMAIN</c>, else the default.</summary>
    /// <exception cref="CommandException">The variable holds no trust domain; wrong usage.</exception>
    public static string TrustDomain => Environment.GetEnvironmentVariable(TrustDomainVariable) is not { Length: > 0 } name
        ? AgentSchema.Default("agent:trust_domain")
        : Spiffe.TrustDomain.TryParse(name, out _)
            ? name
            : throw new CommandException($"{TrustDomainVariable}: {name} is no trust domain.") { ExitCode = ExitCodes.Usage };

    /// <summary>The variable that sets the trust domain of the agents too.</summary>
    public const string TrustDomainVariable = "AGENTWEAVE_AGENT_TRUST_DOMAIN";

    /// <summary>The SPIFFE ID of an agent.</summary>
    public static string AgentId(string name) => $"spiffe://{TrustDomain}/agent/{name}";

    /// <summary>Reads the file: one socket a workload.</summary>
    /// <param name="path">The file.</param>
    /// <param name="svidLifetime">How long all X.509-SVIDs live, whatever the file says; null for what it says.</param>
    /// <exception cref="CommandException">The file is no list of names and paths.</exception>
    public static IReadOnlyList<Registration> Load(string path, TimeSpan? svidLifetime)
    {
        try
        {
            var fields = AgentYaml.Read(path).ToDictionary(setting => setting.Key, setting => setting.Value);
            List<Registration> found = [];
            while (fields.TryGetValue($"registrations:{found.Count}:name", out var name))
            {
                var prefix = $"registrations:{found.Count}:";
                found.Add(new(name, [SpiffeId.Parse($"spiffe://{TrustDomain}{fields[prefix + "path"]}")])
                {
                    SvidLifetime = svidLifetime ?? Seconds(fields, prefix + "x509_svid_ttl") ?? Lifetimes.Svid,
                    TokenLifetime = Seconds(fields, prefix + "jwt_svid_ttl") ?? Lifetimes.Token,
                });
            }

            return found.Count > 0 ? found : throw new InvalidDataException("it has no registrations");
        }
        catch (Exception exception) when (exception is InvalidDataException or FormatException or KeyNotFoundException or IOException)
        {
            throw new CommandException($"{path} cannot be used: {exception.Message}", exception);
        }
    }

    private static TimeSpan? Seconds(Dictionary<string, string> fields, string key) =>
        !fields.TryGetValue(key, out var text) ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? TimeSpan.FromSeconds(seconds)
        : throw new InvalidDataException($"{key.Replace(':', '.')} must be a number of seconds, not '{text}'");
}
