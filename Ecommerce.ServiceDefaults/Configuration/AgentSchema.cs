using System.Net;
using System.Text.RegularExpressions;
using Spiffe.WorkloadApi;
using static System.FormattableString;

namespace Ecommerce.ServiceDefaults.Configuration;

/// <summary>A field of an agent's configuration.</summary>
/// <param name="Key">Its path, parts separated by colons.</param>
/// <param name="Default">Its value if it is not set.</param>
/// <param name="Pattern">What the whole value must match.</param>
/// <param name="Wanted">What a value must be, in words, for error messages.</param>
/// <param name="IsList">Whether it holds a list of such values.</param>
public sealed record AgentField(string Key, string Default, string Pattern, string Wanted, bool IsList = false)
{
    /// <summary>The environment variable that sets it.</summary>
    public string EnvironmentVariable { get; } = "AGENTWEAVE_" + Key.Replace(':', '_').ToUpperInvariant();

    /// <summary>A check beyond the pattern.</summary>
    internal Func<string, bool> Also { get; init; } = _ => true;

    internal bool Accepts(string value) => Regex.IsMatch(value, $@"\A(?:{Pattern})\z", RegexOptions.CultureInvariant) && Also(value);
}

/// <summary>What an operator may set, under the names that AgentWeave's users know.</summary>
public static partial class AgentSchema
{
    /// <summary>The settings' section of the process's configuration.</summary>
    public const string Section = "agentweave";

    private const string Text = "[^\\x00-\\x1f]{0,500}";
    private const string Seconds = "[1-9][0-9]{0,3}";
    private const string Fraction = "[0-9]{1,3}([.][0-9]{1,3})?";
    private const string Count = "[1-9][0-9]{0,3}";
    private const string Amount = "[1-9][0-9]{0,6}";
    private const string Port = "[1-9][0-9]{0,4}|0";
    private const string Flag = "true|false";
    private const string Address = "[^\\x00-\\x20]{1,200}";
    private const string Network = "[0-9a-fA-F.:]+/[0-9]{1,3}";
    private const string Loopback = "127[.]0[.]0[.]1|localhost|\\[::1\\]";
    private const string Remote = $"https://{Address}|http://({Loopback})(:[0-9]{{1,5}})?(/{Address})?";

    /// <summary>
    /// What a password's hash costs by default, and at least outside development: OWASP's password storage recommendation for
    /// PBKDF2-HMAC-SHA-512.
    /// </summary>
    public const int PasswordIterations = 210_000;

    /// <summary>Every field, in the order of the documentation.</summary>
    public static IReadOnlyList<AgentField> Fields { get; } =
    [
        new("agent:name", "", "[a-z][a-z0-9-]*", "a lower-case name"),
        new("agent:trust_domain", "agentweave.io", "[a-z0-9._-]{1,255}", "a trust domain"),
        new("agent:description", "", Text, "a sentence"),
        new("agent:environment", "production", "production|staging|development", "production, staging or development"),
        new("agent:capabilities:name", "", "[a-z][a-z0-9_]*", "a capability's name", IsList: true),
        new("agent:capabilities:description", "", Text, "a sentence", IsList: true),
        new("identity:provider", "spiffe", "spiffe", "spiffe"),
        new("identity:spiffe_endpoint", "unix:///run/spire/sockets/agent.sock", Address, "unix:///path or tcp://ip:port")
        {
            Also = value => WorkloadApiEndpoint.TryParse(value, out _, out _),
        },
        new("identity:revocation_grace_seconds", "60", Seconds, "seconds"),
        new("identity:allowed_trust_domains", "", "[a-z0-9._-]{1,255}", "trust domains", IsList: true),
        new("authorization:provider", "rego", "rego|opa", "rego or opa"),
        new("authorization:opa_endpoint", "unix:///run/opa/opa.sock", "unix:///[^\\x00-\\x20]+", "unix:///path"),
        new("authorization:policy_path", "policies", Text, "a folder, or a bundle"),
        new("authorization:policy_keys_file", "", Text, "a file"),
        new("authorization:policy_min_revision", "0", "[0-9]{1,18}", "a number"),
        new("authorization:default_action", "deny", "deny", "deny: nothing else is safe"),
        new("authorization:operators", "", "spiffe://[a-z0-9._/-]+", "SPIFFE IDs", IsList: true),
        new("authorization:audit:enabled", "true", Flag, "true or false"),
        new("authorization:audit:destination", "database", "database", "database"),
        new("authorization:audit:retention_days", "400", "[3-9][0-9]|[1-9][0-9]{2,3}", "30 to 9999 days"),
        new("transport:tls_min_version", "1.3", "1\\.[23]", "1.2 or 1.3"),
        new("transport:peer_verification", "strict", "strict", "strict: nothing else is safe"),
        new("transport:circuit_breaker:failure_threshold", "5", Count, "a number"),
        new("transport:circuit_breaker:recovery_timeout_seconds", "30", Seconds, "seconds"),
        new("transport:circuit_breaker:fair_time_seconds", "1", Fraction, "seconds"),
        new("transport:retry:max_attempts", "3", Count, "a number"),
        new("transport:retry:backoff_base_seconds", "0.1", Fraction, "seconds"),
        new("transport:retry:backoff_max_seconds", "30", Seconds, "seconds"),
        new("server:host", "0.0.0.0", "[0-9a-f.:]+", "an IP address"),
        new("server:port", "8443", Port, "a port"),
        new("server:grpc_health_port", "9443", Port, "a port"),
        new("server:http_health_port", "9543", Port, "a port"),
        new("server:public_port", "0", Port, "a port, or 0 for none"),
        new("server:public_certificate_file", "", Text, "a file, or dev-certs"),
        new("server:public_key_file", "", Text, "a file"),
        new("server:trusted_proxies", "", Network, "networks such as 10.0.0.0/8", IsList: true) { Also = IsNetwork },
        new("server:forwarding_clients", "", "spiffe://[a-z0-9._/-]+", "SPIFFE IDs", IsList: true),
        new("server:public_url", "", "|https?://[a-z0-9.:\\[\\]-]+", "an address such as https://shop.example.com") { Also = IsAddress },
        new("server:cors_origins", "", "https?://[a-z0-9.-]+(:[0-9]{1,5})?", "origins such as https://shop.example.com", IsList: true),
        new("limits:requests_per_second", "2000", Amount, "a number"),
        new("limits:address_requests_per_second", "50", Amount, "a number"),
        new("limits:address_burst", "100", Amount, "a number"),
        new("limits:address_passwords_per_minute", "20", Amount, "a number"),
        new("limits:client_passwords_per_minute", "200", Amount, "a number"),
        new("limits:account_passwords_per_minute", "10", Amount, "a number"),
        new("limits:client_requests_per_second", "500", Amount, "a number"),
        new("limits:user_requests_per_second", "50", Amount, "a number"),
        new("limits:user_questions_per_minute", "20", Amount, "a number"),
        new("limits:streams", "1000", Amount, "a number"),
        new("limits:caller_streams", "32", Amount, "a number"),
        new("limits:handshakes", "1000", Amount, "a number"),
        new("limits:address_handshakes", "200", Amount, "a number"),
        new("events:broker", "", "|amqps?://[^\\x00-\\x20@]{1,200}", "amqps://host:port, without credentials")
        {
            Also = IsAddress,
        },
        new("events:credentials_file", "", Text, "a file"),
        new("events:ca_file", "", Text, "a file"),
        new("events:exchange", "ecommerce.events", "[A-Za-z0-9._-]{1,127}", "letters, digits, dots, dashes"),
        new("payments:provider", "", "stripe|sandbox", "stripe or sandbox"),
        new("payments:stripe:api_key_file", "", Text, "a file"),
        new("payments:stripe:webhook_secret_files", "", Text, "files", IsList: true),
        new("payments:stripe:return_url", "", "|https://[^\\x00-\\x20]{1,200}", "an https address"),
        new("payments:stripe:endpoint", "https://api.stripe.com", $"https://{Address}|http://({Loopback})(:[0-9]{{1,5}})?",
            "an https address, or http on loopback"),
        new("model:endpoint", "", $"|{Remote}", "an https address, or http on loopback") { Also = IsAddress },
        new("model:name", "", Text, "a model's name"),
        new("model:api_key_file", "", Text, "a file"),
        new("model:max_tokens", "20000", Amount, "a number"),
        new("model:max_steps", "8", "[1-9]|[1-5][0-9]", "1 to 59"),
        new("passwords:iterations", Invariant($"{PasswordIterations}"), "[1-9][0-9]{2,6}", "100 to 9999999"),
        new("tokens:encryption_key_file", "", Text, "a file"),
        new("push:encryption_key_file", "", Text, "a file"),
        new("push:ca_file", "", Text, "a file"),
        new("push:allowed_networks", "", Network, "networks such as 10.0.0.0/8", IsList: true) { Also = IsNetwork },
        new("observability:otlp_endpoint", "", "|https?://[^\\x00-\\x20]+", "an http(s) address"),
        new("observability:log_level", "Information", "Trace|Debug|Information|Warning|Error|Critical", "a log level"),
    ];

    /// <summary>A field's value if it is not set.</summary>
    public static string Default(string key) => Fields.First(field => field.Key == key).Default;

    /// <summary>The errors in these settings.</summary>
    /// <param name="settings">Key, value and place of each; if a key is set twice, the later one wins.</param>
    public static IEnumerable<string> Check(IReadOnlyList<(string Key, string Value, string At)> settings)
    {
        foreach (var (key, value, at) in settings)
        {
            var plain = Plain(key);
            var field = Fields.FirstOrDefault(field => field.Key == plain);
            if (field is null)
            {
                yield return $"{at}: unknown field {key.Replace(':', '.')}";
            }
            else if (plain != key && !field.IsList)
            {
                yield return $"{at}: {key.Replace(':', '.')} is not a list";
            }
            else if (!field.Accepts(value))
            {
                yield return $"{at}: {key.Replace(':', '.')} must be {field.Wanted}";
            }
        }

        // Outside development nothing may weaken the defaults.
        var environment = settings.LastOrDefault(setting => setting.Key == "agent:environment").Value ?? Default("agent:environment");
        foreach (var (key, wanted) in Strict)
        {
            var found = settings.LastOrDefault(setting => setting.Key == key);
            if (environment != "development" && found.Key is not null && found.Value != wanted)
            {
                yield return $"{found.At}: {key.Replace(':', '.')} must be {wanted} in {environment}";
            }
        }

        var iterations = settings.LastOrDefault(setting => setting.Key == "passwords:iterations");
        if (environment != "development" && int.TryParse(iterations.Value, out var count) && count < PasswordIterations)
        {
            yield return Invariant($"{iterations.At}: passwords.iterations must be at least {PasswordIterations} in {environment}");
        }

        var broker = settings.LastOrDefault(setting => setting.Key == "events:broker");
        if (environment != "development" && broker.Value?.StartsWith("amqp:", StringComparison.Ordinal) == true)
        {
            yield return $"{broker.At}: events.broker must be amqps:// in {environment}";
        }

        var model = settings.LastOrDefault(setting => setting.Key == "model:endpoint");
        if (model.Value is { Length: > 0 } && settings.LastOrDefault(setting => setting.Key == "model:name").Value is null or "")
        {
            yield return $"{model.At}: model.endpoint needs model.name";
        }

        var certificate = settings.LastOrDefault(setting => setting.Key == "server:public_certificate_file");
        if (environment != "development" && certificate.Value == PublicSettings.DevelopmentCertificate)
        {
            yield return $"{certificate.At}: server.public_certificate_file must be a file in {environment}";
        }
    }

    /// <summary>A key without the numbers of a list's items.</summary>
    internal static string Plain(string key) => Numbered().Replace(key, "");

    private static bool IsNetwork(string value) => IPNetwork.TryParse(value, out _);

    private static bool IsAddress(string value) => value.Length == 0 || Uri.TryCreate(value, UriKind.Absolute, out _);

    // default_action and peer_verification are strict everywhere, by their patterns.
    private static readonly (string Key, string Wanted)[] Strict =
    [
        ("authorization:audit:enabled", "true"),
        ("transport:tls_min_version", "1.3"),
    ];

    [GeneratedRegex(":[0-9]+(?=:|$)")]
    private static partial Regex Numbered();
}
