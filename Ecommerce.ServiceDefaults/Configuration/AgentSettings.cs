using System.Globalization;
using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Ecommerce.ServiceDefaults.Configuration;

/// <summary>An agent's settings, as <see cref="AgentSchema"/> names and checks them. A list is numbered children.</summary>
public sealed class AgentSettings
{
    private readonly IConfiguration _section;

    /// <summary>Reads the settings below <see cref="AgentSchema.Section"/>.</summary>
    public AgentSettings(IConfiguration configuration) => _section = configuration.GetSection(AgentSchema.Section);

    /// <summary>The agent's trust domain.</summary>
    public string TrustDomain => Text("agent:trust_domain");

    /// <summary>Whether the environment is development: the only one that trusts the development authority.</summary>
    public bool IsDevelopment => Environment == "development";

    /// <summary>production, staging or development.</summary>
    public string Environment => Text("agent:environment");

    /// <summary>Foreign trust domains whose workloads may connect; policies decide what they may do.</summary>
    public IReadOnlyList<string> AllowedTrustDomains => List("identity:allowed_trust_domains");

    /// <summary>For how long a revoked identity is still used.</summary>
    public TimeSpan RevocationGrace => TimeSpan.FromSeconds(Number("identity:revocation_grace_seconds"));

    /// <summary>Where the Workload API listens.</summary>
    public string SpiffeEndpoint => Text("identity:spiffe_endpoint");

    /// <summary><c>rego</c> evaluates in process, <c>opa</c> asks a server.</summary>
    public string AuthorizationProvider => Text("authorization:provider");

    /// <summary>The Unix socket of an OPA server.</summary>
    public string OpaEndpoint => Text("authorization:opa_endpoint");

    /// <summary>The folder of the policies, or their bundle.</summary>
    public string PolicyPath => Text("authorization:policy_path");

    /// <summary>The public keys of which one signs the bundle, in PEM; empty without one.</summary>
    public string PolicyKeysFile => Text("authorization:policy_keys_file");

    /// <summary>The least revision of a bundle with which the agent starts.</summary>
    public long PolicyMinRevision => long.Parse(Text("authorization:policy_min_revision"), CultureInfo.InvariantCulture);

    /// <summary>SPIFFE IDs that may act for any user; in development <c>client/cli</c> if nothing is set.</summary>
    public IReadOnlyList<string> Operators => List("authorization:operators") is { Length: > 0 } listed ? listed
        : IsDevelopment ? [$"spiffe://{TrustDomain}/client/cli"] : [];

    /// <summary>Whether decisions and calls are written to the audit table.</summary>
    public bool AuditEnabled => Flag("authorization:audit:enabled");

    /// <summary>For how long the rows of the audit are kept at least; then they are dropped by the month.</summary>
    public TimeSpan AuditRetention => TimeSpan.FromDays(Number("authorization:audit:retention_days"));

    /// <summary>Whether TLS 1.2 is accepted beside 1.3; only ever in development.</summary>
    public bool AllowTls12 => IsDevelopment && Text("transport:tls_min_version") == "1.2";

    /// <summary>Consecutive failures that open a circuit breaker.</summary>
    public int BreakerFailureThreshold => Number("transport:circuit_breaker:failure_threshold");

    /// <summary>How long a circuit breaker stays open.</summary>
    public TimeSpan BreakerRecovery => TimeSpan.FromSeconds(Number("transport:circuit_breaker:recovery_timeout_seconds"));

    /// <summary>How long a call must have had for its timeout to count as a failure of the peer.</summary>
    public TimeSpan BreakerFairTime => Fraction("transport:circuit_breaker:fair_time_seconds");

    /// <summary>How often the outermost caller tries an idempotent call.</summary>
    public int RetryAttempts => Number("transport:retry:max_attempts");

    /// <summary>The median wait before the first retry; it doubles with each, and jitter varies it.</summary>
    public TimeSpan RetryBackoff => Fraction("transport:retry:backoff_base_seconds");

    /// <summary>The longest wait before any retry.</summary>
    public TimeSpan RetryBackoffLimit => TimeSpan.FromSeconds(Number("transport:retry:backoff_max_seconds"));

    /// <summary>The address that the listeners bind to.</summary>
    public string Host => Text("server:host");

    /// <summary>The port of mutual TLS.</summary>
    public int Port => Number("server:port");

    /// <summary>The port of gRPC health, plain HTTP/2.</summary>
    public int GrpcHealthPort => Number("server:grpc_health_port");

    /// <summary>The port of the HTTP probes, plain HTTP/1.1.</summary>
    public int HttpHealthPort => Number("server:http_health_port");

    /// <summary>The gateway's public port.</summary>
    public PublicSettings Public => new(
        Number("server:public_port"),
        Text("server:public_certificate_file"),
        Text("server:public_key_file"),
        [.. List("server:trusted_proxies").Select(IPNetwork.Parse)],
        List("server:cors_origins"))
    {
        Url = Text("server:public_url") is { Length: > 0 } url ? new(url) : null,
        MaxHandshakes = MaxHandshakes,
        MaxHandshakesPerAddress = MaxHandshakesPerAddress,
    };

    /// <summary>SPIFFE IDs of clients that say whose request they send; limits count the address in their <c>X-Forwarded-For</c>.</summary>
    public IReadOnlyList<string> ForwardingClients => List("server:forwarding_clients");

    /// <summary>The gateway's rate and stream limits.</summary>
    public LimitSettings Limits => new(
        Number("limits:requests_per_second"),
        Number("limits:address_requests_per_second"),
        Number("limits:address_burst"),
        Number("limits:address_passwords_per_minute"),
        Number("limits:client_passwords_per_minute"),
        Number("limits:account_passwords_per_minute"),
        Number("limits:client_requests_per_second"),
        Number("limits:user_requests_per_second"),
        Number("limits:user_questions_per_minute"),
        Number("limits:streams"),
        Number("limits:caller_streams"));

    /// <summary>How the payment agent reaches its provider.</summary>
    public PaymentSettings Payments => new(
        Text("payments:provider"),
        Text("payments:stripe:api_key_file"),
        List("payments:stripe:webhook_secret_files"),
        Text("payments:stripe:return_url"),
        Text("payments:stripe:endpoint"));

    /// <summary>The model that answers plain words; null if there is none.</summary>
    public ModelSettings? Model => Text("model:endpoint") is { Length: > 0 } address
        ? new(new(address), Text("model:name"), Text("model:api_key_file"), Number("model:max_tokens"), Number("model:max_steps"))
        : null;

    /// <summary>How many connections of TLS may be open at a port whose handshake has not finished.</summary>
    public int MaxHandshakes => Number("limits:handshakes");

    /// <summary>The same for one address, or one IPv6 network of 64 bits.</summary>
    public int MaxHandshakesPerAddress => Number("limits:address_handshakes");

    /// <summary>Where events are published; null if they are not.</summary>
    public BrokerSettings? Broker => Text("events:broker") is { Length: > 0 } address
        ? new(new(address), Text("events:credentials_file"), Text("events:ca_file"), Text("events:exchange"))
        : null;

    /// <summary>How often a password is hashed (PBKDF2); a hash of fewer rounds is made anew when its user signs in.</summary>
    public int PasswordIterations => Number("passwords:iterations");

    /// <summary>The file with the key that encrypts the keys of tokens; empty if they are not encrypted.</summary>
    public string TokenEncryptionKeyFile => Text("tokens:encryption_key_file");

    /// <summary>How owners are told of their tasks; null if they are not: outside development there is no key to encrypt with.</summary>
    public PushSettings? Push => Text("push:encryption_key_file") is { Length: > 0 } || IsDevelopment
        ? new(
            Text("push:encryption_key_file"), Text("push:ca_file"), [.. List("push:allowed_networks").Select(IPNetwork.Parse)],
            AllowsPlaintext: IsDevelopment)
        : null;

    /// <summary>The OTLP endpoint, unless OpenTelemetry's own variable sets it; empty exports nothing.</summary>
    public string OtlpEndpoint => Text("observability:otlp_endpoint");

    /// <summary>The lowest level that is logged.</summary>
    public LogLevel LogLevel => Enum.Parse<LogLevel>(Text("observability:log_level"));

    private string Text(string key) => _section[key] ?? AgentSchema.Default(key);

    private int Number(string key) => int.Parse(Text(key), CultureInfo.InvariantCulture);

    private TimeSpan Fraction(string key) => TimeSpan.FromSeconds(double.Parse(Text(key), CultureInfo.InvariantCulture));

    private bool Flag(string key) => bool.Parse(Text(key));

    private string[] List(string key) => [.. _section.GetSection(key).GetChildren().Select(child => child.Value!)];
}
