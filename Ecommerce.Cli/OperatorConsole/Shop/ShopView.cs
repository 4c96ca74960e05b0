using System.Text.Json.Nodes;
using Ecommerce.Cli.Clients;
using Ecommerce.Contracts;
using Ecommerce.Contracts.Json;
using Ecommerce.Contracts.V1;
using Ecommerce.Development;
using Ecommerce.ServiceDefaults.Clients;
using Ecommerce.ServiceDefaults.Errors;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ecommerce.Cli.OperatorConsole.Shop;

/// <summary>The shop as the console sees it: by capabilities alone, under the SVID of whoever started it.</summary>
internal sealed class ShopView : IAsyncDisposable
{
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(10);

    private readonly ShopClient _client;
    private readonly List<AgentClients> _replicas = [];

    private ShopView(ShopClient client, Instance? instance)
    {
        _client = client;
        Info = new(
            client.Identity.Current!.Svid.Id.ToString(), client.IsAdministrator,
            instance?.DashboardUrl is { } dashboard ? new Uri(new Uri(dashboard).GetLeftPart(UriPartial.Authority)) : null);
        Processes = [.. ProcessesOf(ShopClient.Addresses(instance)).OrderBy(process => process.Agent.PortOffset)];
        Decisions = new(Processes, DecisionFeed.CallAsync, TimeProvider.System);
    }

    /// <summary>Who looks.</summary>
    public ConsoleInfo Info { get; }

    /// <summary>Every process of every agent, in the order of the agents.</summary>
    public IReadOnlyList<AgentProcess> Processes { get; }

    /// <summary>What they decide.</summary>
    public DecisionFeed Decisions { get; }

    /// <summary>Clients that reach any process of an agent.</summary>
    public AgentClients Agents => _client.Agents;

    /// <summary>The gateway's capabilities.</summary>
    public GatewayService.GatewayServiceClient Gateway => new(To(AgentNames.Gateway));

    /// <summary>The order agent's capabilities.</summary>
    public OrderService.OrderServiceClient Orders => new(To(AgentNames.Order));

    /// <summary>The payment agent's capabilities.</summary>
    public PaymentService.PaymentServiceClient Payments => new(To(AgentNames.Payment));

    /// <summary>The inventory agent's capabilities.</summary>
    public InventoryService.InventoryServiceClient Inventory => new(To(AgentNames.Inventory));

    /// <summary>Reads an order.</summary>
    /// <exception cref="ProblemException">There is none, or nobody says.</exception>
    public Task<Order> GetOrderAsync(string orderId, CancellationToken cancellationToken) => AskAsync(
        AgentNames.Order, "get_order", new GetOrderRequest { OrderId = orderId }, Orders.GetOrderAsync, cancellationToken);

    /// <summary>Reads a payment.</summary>
    /// <exception cref="ProblemException">There is none, or nobody says.</exception>
    public Task<Payment> GetPaymentAsync(string transactionId, CancellationToken cancellationToken) => AskAsync(
        AgentNames.Payment, "get_payment", new GetPaymentRequest { TransactionId = transactionId }, Payments.GetPaymentAsync,
        cancellationToken);

    /// <summary>Reads an order's payments.</summary>
    /// <exception cref="ProblemException">Nobody says.</exception>
    public Task<PaymentList> ListPaymentsAsync(string orderId, CancellationToken cancellationToken) => AskAsync(
        AgentNames.Payment, "list_payments", new ListPaymentsRequest { OrderId = orderId }, Payments.ListPaymentsAsync, cancellationToken);

    /// <summary>Reads a page of the catalogue.</summary>
    /// <exception cref="ProblemException">Nobody says.</exception>
    public Task<ProductList> ListProductsAsync(string pageToken, CancellationToken cancellationToken) => AskAsync(
        AgentNames.Inventory, "list_products", new ListProductsRequest { PageSize = 50, PageToken = pageToken },
        Inventory.ListProductsAsync, cancellationToken);

    /// <summary>Gets an identity, as every command does.</summary>
    /// <exception cref="Output.CommandException">Nothing is running, or there is no such identity.</exception>
    public static async Task<ShopView> OpenAsync(DataFolder folder, CancellationToken cancellationToken) =>
        new(await ShopClient.OpenAsync(folder, id: null, cancellationToken), Instance.Read(folder));

    /// <summary>How long a page waits for an agent.</summary>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public static CallOptions Within(CancellationToken cancellationToken) =>
        new(deadline: (TimeProvider.System.GetUtcNow() + CallTimeout).UtcDateTime, cancellationToken: cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Decisions.DisposeAsync();
        foreach (var replica in _replicas)
        {
            replica.Dispose();
        }

        await _client.DisposeAsync();
    }

    // Agents answer administrators; the gateway routes what clients may ask for.
    private async Task<TReply> AskAsync<TRequest, TReply>(
        string agent, string capability, TRequest request, Func<TRequest, CallOptions, AsyncUnaryCall<TReply>> own,
        CancellationToken cancellationToken)
        where TRequest : IMessage
        where TReply : IMessage<TReply>, new()
    {
        if (Info.IsAdministrator)
        {
            return await own(request, Within(cancellationToken));
        }

        var payload = JsonNode.Parse(ContractJson.Format(request))!.AsObject();
        var routed = await _client.RouteAsync(agent, capability, payload, accessToken: null, cancellationToken);
        return routed.Data is { } data
            ? ContractJson.Parse<TReply>(data.ToJsonString())
            : throw new ProblemException(
                (string?)routed.Error?["code"] ?? ErrorCodes.Unavailable, (string?)routed.Error?["detail"] ?? "There is no answer.");
    }

    private CallInvoker To(string agent) => _client.Agents.To(Registrations.AgentId(agent));

    // Each process has clients that know no other address, so that the one that is asked answers.
    private IEnumerable<AgentProcess> ProcessesOf(IConfigurationRoot addresses)
    {
        for (var index = 0; ; index++)
        {
            var place = index;
            var known = Contracts.Agents.All
                .Select(agent => (Agent: agent, Address: addresses[$"services:{agent.Name}:https:{place}"]))
                .Where(known => known.Address is { Length: > 0 }).ToList();
            if (known.Count == 0)
            {
                yield break;
            }

            var own = new ConfigurationBuilder().AddInMemoryCollection(
                known.Select(each => KeyValuePair.Create($"services:{each.Agent.Name}:https:0", each.Address))).Build();
            var clients = AgentClients.ForProgram(_client.Identity, proof: null, own, TimeProvider.System, NullLoggerFactory.Instance);
            _replicas.Add(clients);
            foreach (var (agent, address) in known)
            {
                yield return new(ShopProcesses.Of(agent.Name, index + 1), agent, address!, clients);
            }
        }
    }
}
