using System.Diagnostics;
using System.Text.Json.Nodes;
using Ecommerce.Cli.Output;
using Ecommerce.Contracts;
using Ecommerce.Contracts.Agent;
using Ecommerce.Contracts.Json;
using Ecommerce.Development;
using Ecommerce.ServiceDefaults.Clients;
using Ecommerce.ServiceDefaults.Errors;
using Grpc.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Spiffe;
using Spiffe.Tls;

namespace Ecommerce.Cli.Clients;

/// <summary>The command line as a client of the agents: an SVID from the Workload API, and mutual TLS pinned to the callee.</summary>
internal sealed class ShopClient : IAsyncDisposable
{
    private static readonly TimeSpan IdentityTimeout = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan HealthTimeout = TimeSpan.FromSeconds(5);

    // What AgentService grants at most.
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(60);
    private readonly IConfiguration _addresses;
    private readonly JwtSource _proof;

    private ShopClient(X509Source identity, JwtSource proof, IConfiguration addresses)
    {
        (Identity, _proof, _addresses) = (identity, proof, addresses);
        Agents = AgentClients.ForProgram(identity, proof, addresses, TimeProvider.System, NullLoggerFactory.Instance);
    }

    /// <summary>Who the command line is.</summary>
    public X509Source Identity { get; }

    /// <summary>Whether it is <c>agent/admin</c>. That chooses whom to ask, and what is worth showing: the agents decide.</summary>
    public bool IsAdministrator => Identity.Current?.Svid.Id.ToString() == Registrations.AgentId(AgentNames.Admin);

    /// <summary>Its gRPC invokers, each pinned to one agent.</summary>
    public AgentClients Agents { get; }

    /// <summary>
    /// Gets an identity from <c>SPIFFE_ENDPOINT_SOCKET</c>, else from the running shop's socket for <c>ECOMMERCE_IDENTITY</c>
    /// (<c>cli</c> if that is not set), and the agents' addresses from <c>services__…</c>, else from the running shop.
    /// </summary>
    /// <param name="folder">Which shop.</param>
    /// <param name="id">Which of the SVIDs that the Workload API returns; its default if null.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="CommandException">Nothing is running, or there is no such identity.</exception>
    public static async Task<ShopClient> OpenAsync(DataFolder folder, string? id, CancellationToken cancellationToken)
    {
        var instance = Instance.Read(folder);
        if (Environment.GetEnvironmentVariable("SPIFFE_ENDPOINT_SOCKET") is { Length: > 0 } given)
        {
            return await OpenAsync(given, Addresses(instance), id, cancellationToken);
        }

        var workload = Environment.GetEnvironmentVariable("ECOMMERCE_IDENTITY") is { Length: > 0 } chosen ? chosen : "cli";
        return await OpenAsync(instance ?? throw CommandException.NothingRuns(folder), workload, id, cancellationToken);
    }

    /// <summary>The same as a workload of the running shop.</summary>
    /// <param name="instance">The shop.</param>
    /// <param name="workload">Name of the workload.</param>
    /// <param name="id">Which of its SVIDs; its own if null.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="CommandException">There is no such identity.</exception>
    public static Task<ShopClient> OpenAsync(Instance instance, string workload, string? id, CancellationToken cancellationToken) =>
        OpenAsync(instance.SocketOf(workload), Addresses(instance), id ?? instance.IdOf(workload), cancellationToken);

    /// <summary>The same from a given Workload API.</summary>
    /// <param name="endpoint">Address of its socket.</param>
    /// <param name="addresses"><c>services:{name}:https:0</c> of each agent.</param>
    /// <param name="id">Which of its SVIDs; its default if null.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="CommandException">There is no such identity.</exception>
    public static async Task<ShopClient> OpenAsync(
        string endpoint, IConfiguration addresses, string? id, CancellationToken cancellationToken)
    {
        var identity = Start(new X509SourceOptions { Endpoint = endpoint, Id = id is null ? null : ParseId(id, "--as") });
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(IdentityTimeout);
        try
        {
            var first = identity.WaitForFirstAsync(limit.Token);
            // An ID that is not among the SVIDs will not come.
            while (!first.IsCompleted && !(id is not null && identity.Problem is not null))
            {
                await Task.WhenAny(first, Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, limit.Token));
            }

            if (first.IsCompletedSuccessfully)
            {
                var proof = new JwtSource(new() { Endpoint = endpoint, Id = identity.Current!.Svid.Id });
                return new ShopClient(identity, proof, addresses);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Reported below.
        }

        var problem = identity.Problem;
        await identity.DisposeAsync();
        throw new CommandException($"No identity from the Workload API: {problem ?? "it does not answer"}.")
        {
            ExitCode = id is null ? ExitCodes.Unreachable : ExitCodes.Failed,
        };
    }

    /// <summary>The agents' addresses: from the environment, else from the running shop.</summary>
    public static IConfigurationRoot Addresses(Instance? instance) => new ConfigurationBuilder()
        .AddInMemoryCollection(instance?.Ports.Addresses ?? [])
        .AddEnvironmentVariables()
        .Build();

    /// <summary>HTTP to the gateway's port of mutual TLS, where it proves to the agents behind who it is.</summary>
    public HttpMessageHandler GatewayHandler() => new ProgramProofHandler(new(_proof), Registrations.AgentId(AgentNames.User))
    {
        InnerHandler = new SpiffeHttpHandler(Identity, SpiffeId.Parse(Registrations.AgentId(AgentNames.Gateway))),
    };

    /// <summary>A JWT-SVID that proves to the user agent who asks: the value of the header <c>actor-token</c>.</summary>
    /// <exception cref="CommandException">The Workload API issues none.</exception>
    public async Task<string> ProveAsync(CancellationToken cancellationToken)
    {
        try
        {
            return (await _proof.FetchAsync(Registrations.AgentId(AgentNames.User), cancellationToken)).Token;
        }
        catch (RpcException exception)
        {
            throw new CommandException($"No JWT-SVID from the Workload API: {exception.Status.Detail}.")
            {
                ExitCode = ExitCodes.Unreachable,
            };
        }
    }

    /// <summary>Parses a SPIFFE ID that was typed.</summary>
    /// <exception cref="CommandException">It is not one; a usage error.</exception>
    public static SpiffeId ParseId(string text, string option) => SpiffeId.TryParse(text, out var id) && id.Path.Length > 0
        ? id
        : throw new CommandException($"{option}: {text} is not a SPIFFE ID such as {Registrations.AgentId(AgentNames.Gateway)}.")
        {
            ExitCode = ExitCodes.Usage,
        };

    /// <summary>Asks an agent for a capability.</summary>
    /// <param name="spiffeId">The agent's SPIFFE ID.</param>
    /// <param name="capability">The capability's name.</param>
    /// <param name="data">Its request as JSON.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public Task<TaskResult> CallAsync(string spiffeId, string capability, string data, CancellationToken cancellationToken) =>
        CallAsync(spiffeId, capability, data, accessToken: null, cancellationToken);

    /// <summary>The same for a user.</summary>
    /// <param name="spiffeId">The agent's SPIFFE ID.</param>
    /// <param name="capability">The capability's name.</param>
    /// <param name="data">Its request as JSON.</param>
    /// <param name="accessToken">The user's, which the gateway alone takes (RFC 6750, 2.1); null if there is no user.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async Task<TaskResult> CallAsync(
        string spiffeId, string capability, string data, string? accessToken, CancellationToken cancellationToken)
    {
        using var trace = StartTrace($"call {capability}");
        var request = new TaskRequest { Input = data, Metadata = { ["capability"] = capability } };
        Metadata? headers = accessToken is null ? null : new() { { "authorization", $"Bearer {accessToken}" } };
        try
        {
            var deadline = TimeProvider.System.GetUtcNow() + CallTimeout;
            return TaskResult.From(await Agent(spiffeId).ProcessTaskAsync(
                request, headers, deadline.UtcDateTime, cancellationToken));
        }
        catch (ProblemException exception)
        {
            return TaskResult.From(exception);
        }
    }

    /// <summary>Asks the gateway in plain words, or approves what it proposed.</summary>
    /// <param name="request">What is asked or approved.</param>
    /// <param name="accessToken">The user's; null if there is no user.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="ProblemException">It is refused or fails.</exception>
    public async Task<TaskResponse> AskAsync(TaskRequest request, string? accessToken, CancellationToken cancellationToken)
    {
        using var trace = StartTrace("ask");
        Metadata? headers = accessToken is null ? null : new() { { "authorization", $"Bearer {accessToken}" } };
        var deadline = TimeProvider.System.GetUtcNow() + CallTimeout;
        return await Agent(Registrations.AgentId(AgentNames.Gateway)).ProcessTaskAsync(
            request, headers, deadline.UtcDateTime, cancellationToken);
    }

    /// <summary>Asks an agent for a capability through the gateway.</summary>
    /// <param name="agent">The agent's name.</param>
    /// <param name="action">The capability's name.</param>
    /// <param name="payload">Its request.</param>
    /// <param name="accessToken">The user's; null if there is no user.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public Task<TaskResult> RouteAsync(
        string agent, string action, JsonObject payload, string? accessToken, CancellationToken cancellationToken)
    {
        var request = new JsonObject { ["service"] = agent, ["action"] = action, ["payload"] = payload };
        return CallAsync(Registrations.AgentId(AgentNames.Gateway), "route", request.ToJsonString(), accessToken, cancellationToken);
    }

    /// <summary>Asks an agent how it is: a result that is not completed unless it is healthy.</summary>
    /// <param name="spiffeId">The agent's SPIFFE ID.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async Task<TaskResult> HealthAsync(string spiffeId, CancellationToken cancellationToken)
    {
        using var trace = StartTrace("health");
        try
        {
            var deadline = TimeProvider.System.GetUtcNow() + HealthTimeout;
            var health = await Agent(spiffeId).HealthCheckAsync(
                new HealthRequest(), deadline: deadline.UtcDateTime, cancellationToken: cancellationToken);
            return new(health.Healthy ? "completed" : "degraded", JsonNode.Parse(ContractJson.Format(health)), null);
        }
        catch (ProblemException exception)
        {
            return TaskResult.From(exception);
        }
    }

    /// <summary>The generic service of the agent with that SPIFFE ID, and only of that.</summary>
    public AgentService.AgentServiceClient Agent(string spiffeId) => new(Agents.To(spiffeId));

    /// <summary>Address of the agent of that name.</summary>
    /// <exception cref="CommandException">It is not known.</exception>
    public Uri AddressOf(string name) => Uri.TryCreate(_addresses[$"services:{name}:https:0"], UriKind.Absolute, out var address)
        ? address
        : throw new CommandException($"The address of {name} is not known.") { ExitCode = ExitCodes.Unreachable };

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Agents.Dispose();
        _proof.Dispose();
        await Identity.DisposeAsync();
    }

    private static X509Source Start(X509SourceOptions options)
    {
        try
        {
            return X509Source.Start(options);
        }
        catch (FormatException exception)
        {
            throw new CommandException($"SPIFFE_ENDPOINT_SOCKET: {exception.Message}.", exception) { ExitCode = ExitCodes.Usage };
        }
    }

    // Its ID is in the problem's trace_id, and finds the calls in the dashboard.
    private static Activity StartTrace(string name)
    {
        var trace = new Activity(name).SetIdFormat(ActivityIdFormat.W3C);
        trace.ActivityTraceFlags = ActivityTraceFlags.Recorded;
        return trace.Start();
    }
}
