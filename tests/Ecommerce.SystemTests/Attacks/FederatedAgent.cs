using System.Globalization;
using System.Net.Security;
using Ecommerce.Contracts;
using Ecommerce.Development;
using Ecommerce.Development.Processes;
using Ecommerce.Testing;
using Grpc.Net.Client;
using Spiffe.Tests;

namespace Ecommerce.SystemTests.Attacks;

/// <summary>An inventory agent on the shop's database that lets workloads of a partner's trust domain connect.</summary>
internal sealed class FederatedAgent : IAsyncDisposable
{
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(30);

    private readonly TestFolder _folder = new();
    private readonly int _health = AgentStartTests.FreePort();
    private readonly FakeWorkloadApi _api;
    private ChildProcess? _process;

    private FederatedAgent(FakeWorkloadApi api) => _api = api;

    /// <summary>Its port of mutual TLS.</summary>
    public int Port { get; } = AgentStartTests.FreePort();

    private static AgentProgram Program => AgentProgram.All.Single(program => program.Name == AgentNames.Inventory);

    /// <summary>Starts it; it listens.</summary>
    /// <param name="shop">Whose database and authority it has.</param>
    /// <param name="domain">The partner's trust domain.</param>
    /// <param name="partner">The partner's authority.</param>
    public static async Task<FederatedAgent> StartAsync(ShopFixture shop, string domain, Mint partner)
    {
        FederatedAgent agent = new(await FakeWorkloadApi.StartAsync());
        using var authority = Forger.WithKeyOf(shop);
        var identity = FakeWorkloadApi.Svid(ShopFixture.IdOf(AgentNames.Inventory), authority.Mint);
        identity.FederatedBundles.Add($"spiffe://{domain}", FakeWorkloadApi.Bundle(partner));
        agent._api.Send(identity);
        agent.Start(shop, domain);
        await Eventually.HoldsAsync(
            () => ReadinessProbe.IsReadyAsync(agent._health, CancellationToken.None), () => agent.Log);
        return agent;
    }

    /// <summary>A bare gRPC channel with a certificate of the test's choice.</summary>
    public GrpcChannel Channel(SslStreamCertificateContext leaf) =>
        GrpcChannel.ForAddress($"https://127.0.0.1:{Port}", new() { HttpHandler = Channels.Handler(leaf), DisposeHttpClient = true });

    /// <summary>Stops it, so that its counts are written.</summary>
    public async Task StopAsync()
    {
        if (_process is { } process)
        {
            process.Identity.Send(Signal.Terminate);
            await process.WaitForExitAsync(CancellationToken.None).WaitAsync(StopTimeout, TimeProvider.System);
            process.Dispose();
            _process = null;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await _api.DisposeAsync();
        _folder.Dispose();
    }

    private string LogFile => _folder.At("log");

    private string Log => File.Exists(LogFile) ? File.ReadAllText(LogFile) : "it does not start";

    private void Start(ShopFixture shop, string domain)
    {
        var database = Program.Databases.Single();
        _process = ChildProcess.Start(new(
            Program.Executable,
            [],
            new Dictionary<string, string>
            {
                ["DOTNET_ROOT"] = AgentProgram.DotnetRoot,
                ["AGENTWEAVE_AGENT_ENVIRONMENT"] = "development",
                [Registrations.TrustDomainVariable] = Registrations.TrustDomain,
                ["AGENTWEAVE_CONFIG"] = RepositoryRoot.At("config", $"{Program.Name}.yaml"),
                ["AGENTWEAVE_AUTHORIZATION_POLICY_PATH"] = RepositoryRoot.At("policies"),
                ["AGENTWEAVE_IDENTITY_ALLOWED_TRUST_DOMAINS"] = domain,
                ["SPIFFE_ENDPOINT_SOCKET"] = _api.Endpoint,
                ["AGENTWEAVE_SERVER_HOST"] = "127.0.0.1",
                ["AGENTWEAVE_SERVER_PORT"] = Text(Port),
                ["AGENTWEAVE_SERVER_GRPC_HEALTH_PORT"] = Text(AgentStartTests.FreePort()),
                ["AGENTWEAVE_SERVER_HTTP_HEALTH_PORT"] = Text(_health),
                [$"ConnectionStrings__{database}"] = shop.AppConnectionString(database),
            },
            LogFile));
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
