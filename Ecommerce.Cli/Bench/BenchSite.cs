using Ecommerce.Contracts;
using Ecommerce.Development;
using Spiffe;
using Spiffe.Authority;

namespace Ecommerce.Cli.Bench;

/// <summary>What the processes of a measurement share: a development authority of their own, and a folder for what they read.</summary>
internal sealed class BenchSite : IAsyncDisposable
{
    private readonly DirectoryInfo _temporary;
    private readonly DevelopmentAuthority _authority;
    private readonly string _tokenKey = BenchTokens.CreateKey();

    private BenchSite(DirectoryInfo temporary, DevelopmentAuthority authority) => (_temporary, _authority) = (temporary, authority);

    /// <summary>A user's tokens, for a client that is no agent of ours.</summary>
    public BenchTokens CreateTokens() => new(new(AgentNames.Gateway, Registrations.TrustDomain), _tokenKey);

    private string AllowAll => At("allow-all");

    /// <summary>Starts the authority.</summary>
    public static async Task<BenchSite> StartAsync(CancellationToken cancellationToken)
    {
        var temporary = Directory.CreateTempSubdirectory("ecommerce-bench-");
        try
        {
            var folder = DataFolder.Of(temporary.FullName);
            var site = new BenchSite(temporary, await AuthorityLauncher.StartAsync(
                folder, folder.At("sockets"), strict: false, svidLifetime: null, TimeProvider.System, cancellationToken));
            site.WriteAllowAll();
            return site;
        }
        catch
        {
            temporary.Delete(recursive: true);
            throw;
        }
    }

    /// <summary>A path for files of this measurement.</summary>
    public string At(string name) => Path.Combine(_temporary.FullName, name);

    /// <summary>An agent's identity in this process.</summary>
    public X509Source FollowIdentity(string agent) =>
        X509Source.Start(new() { Endpoint = _authority.SocketFor(agent), Id = SpiffeId.Parse(Registrations.AgentId(agent)) });

    /// <summary>The whole environment of an agent's process; without auditing, since there is no database.</summary>
    public Dictionary<string, string> EnvironmentOf(string agent, Rung rung) => new()
    {
        ["DOTNET_ROOT"] = AgentProgram.DotnetRoot,
        ["DOTNET_ENVIRONMENT"] = "Development",
        ["DOTNET_EnableDiagnostics"] = "0",
        ["AGENTWEAVE_AGENT_ENVIRONMENT"] = "development",
        [Registrations.TrustDomainVariable] = Registrations.TrustDomain,
        ["AGENTWEAVE_AUTHORIZATION_POLICY_PATH"] = HasRules(agent, rung) ? RepositoryRoot.At("policies") : AllowAll,
        ["AGENTWEAVE_AUTHORIZATION_AUDIT_ENABLED"] = "false",
        [BenchTokens.KeyVariable] = _tokenKey,
        ["AGENTWEAVE_OBSERVABILITY_LOG_LEVEL"] = rung >= Rung.Secured ? "Warning" : "Critical",
        // A port at which nothing answers: what is recorded is made and batched, and then dropped.
        ["AGENTWEAVE_OBSERVABILITY_OTLP_ENDPOINT"] = rung > Rung.Secured ? "http://127.0.0.1:9" : "",
        ["SPIFFE_ENDPOINT_SOCKET"] = _authority.SocketFor(agent),
        ["AGENTWEAVE_SERVER_HOST"] = "127.0.0.1",
        ["AGENTWEAVE_SERVER_PORT"] = "0",
        ["AGENTWEAVE_SERVER_GRPC_HEALTH_PORT"] = "0",
        ["AGENTWEAVE_SERVER_HTTP_HEALTH_PORT"] = "0",
    };

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _authority.DisposeAsync();
        _temporary.Delete(recursive: true);
    }

    private static bool HasRules(string agent, Rung rung) =>
        rung >= (agent == AgentNames.Gateway ? Rung.OutboundRules : Rung.InboundRules);

    private void WriteAllowAll()
    {
        Directory.CreateDirectory(AllowAll);
        foreach (var agent in (string[])[AgentNames.Gateway, AgentNames.Inventory])
        {
            File.WriteAllText(Path.Combine(AllowAll, $"{agent}.rego"), $$"""
                package {{agent}}.authz

                decision := {"allow": true, "reason": "everything is allowed", "policy_id": "allow-all", "scope": "any"}

                visible := true

                """);
        }
    }
}
