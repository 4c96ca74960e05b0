using System.Net;
using System.Security.Cryptography;
using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.Web.Sessions;

namespace Ecommerce.Web.Hosting;

/// <summary>What the storefront is told from outside: the section <c>web</c> of the configuration, and the agents' own variables.</summary>
/// <param name="Public">Where it listens for browsers, by the rules of the gateway's public port.</param>
/// <param name="HealthPort">The port of the probes, on the same host.</param>
/// <param name="Host">The address that it listens at.</param>
/// <param name="Hosts">The names by which browsers may ask for it; anything else is refused (DNS rebinding).</param>
/// <param name="Key">Seals what browsers keep.</param>
/// <param name="PaymentMethods">The ways to pay that checkout offers.</param>
/// <param name="TrustDomain">The shop's trust domain.</param>
/// <param name="IsDevelopment">Whether the development authority is accepted.</param>
/// <param name="RequestsPerSecond">From one address.</param>
internal sealed record WebSettings(
    PublicSettings Public, int HealthPort, IPAddress Host, IReadOnlyList<string> Hosts, byte[] Key, IReadOnlyList<string> PaymentMethods,
    string TrustDomain, bool IsDevelopment, int RequestsPerSecond)
{
    private const string KeyFile = "session_key_file";
    private static readonly string[] DevelopmentMethods =
    [
        "credit_card", "test_requires_action", "test_slow", "test_declined", "test_insufficient_funds",
    ];

    /// <summary>The storefront's SPIFFE ID.</summary>
    public string SpiffeId => $"spiffe://{TrustDomain}/client/web";

    /// <summary>The SPIFFE ID of an agent.</summary>
    public string IdOf(string agent) => $"spiffe://{TrustDomain}/agent/{agent}";

    /// <summary>Reads them.</summary>
    /// <exception cref="AgentSetupException">One line for each that cannot be used.</exception>
    public static WebSettings Read(IConfiguration configuration)
    {
        List<string> problems = [];
        var web = configuration.GetSection("web");
        var isDevelopment = configuration["AGENTWEAVE_AGENT_ENVIRONMENT"] == "development";
        var settings = new WebSettings(
            new PublicSettings(
                Number("port", 8090), web["public_certificate_file"] ?? "", web["public_key_file"] ?? "",
                [.. List("trusted_proxies").Select(Network)], Origins: []),
            Number("http_health_port", 9549),
            IPAddress.TryParse(web["host"] ?? "127.0.0.1", out var host) ? host : Wrong("host", IPAddress.Loopback),
            List("hosts") is { Length: > 0 } hosts ? hosts : ["localhost", "127.0.0.1", "[::1]"],
            ReadKey(),
            List("payment_methods") is { Length: > 0 } methods ? methods : isDevelopment ? DevelopmentMethods : ["credit_card"],
            configuration["AGENTWEAVE_AGENT_TRUST_DOMAIN"] is { Length: > 0 } domain ? domain : "agentweave.io", isDevelopment,
            Number("address_requests_per_second", 100));
        return problems.Count == 0 ? settings : throw new AgentSetupException([.. problems]);

        int Number(string name, int otherwise) => web[name] is not { Length: > 0 } text ? otherwise
            : int.TryParse(text, out var number) && number > 0 ? number : Wrong(name, otherwise);

        string[] List(string name) =>
            (web[name] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

        IPNetwork Network(string text) => IPNetwork.TryParse(text, out var network) ? network : Wrong("trusted_proxies", network);

        // Without a file, who is signed in is signed out when the process ends: for development.
        byte[] ReadKey()
        {
            if (web[KeyFile] is not { Length: > 0 } file)
            {
                return isDevelopment ? RandomNumberGenerator.GetBytes(Sealer.KeyLength) : Wrong(KeyFile, Array.Empty<byte>());
            }

            try
            {
                var key = Convert.FromBase64String(File.ReadAllText(file).Trim());
                return key.Length == Sealer.KeyLength ? key : Wrong(KeyFile, key);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or FormatException)
            {
                return Wrong(KeyFile, Array.Empty<byte>());
            }
        }

        T Wrong<T>(string name, T value)
        {
            problems.Add(name == KeyFile
                ? $"web.{name} must name a file of {Sealer.KeyLength} bytes in base64 (openssl rand -base64 32)"
                : $"web.{name} cannot be used: '{web[name]}'");
            return value;
        }
    }
}
