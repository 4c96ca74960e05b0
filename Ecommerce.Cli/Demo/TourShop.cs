using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Ecommerce.Cli.Clients;
using Ecommerce.Cli.Output;
using Ecommerce.Contracts;
using Ecommerce.Development;
using Spiffe;

namespace Ecommerce.Cli.Demo;

/// <summary>
/// The running shop: its public port, the gateway over mutual TLS as <c>client/cli</c>, and the inventory agent as <c>agent/admin</c>,
/// whose socket the development authority serves.
/// </summary>
internal sealed class TourShop : IAsyncDisposable
{
    /// <summary>How long an answer may take.</summary>
    public static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(35);

    private readonly ShopClient _client;
    private readonly ShopClient _admin;

    private TourShop(ShopClient client, ShopClient admin, Uri publicAddress, DataFolder folder)
    {
        (_client, _admin, Folder) = (client, admin, folder);
        Public = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = publicAddress, Timeout = CallTimeout };
        Gateway = new HttpClient(client.GatewayHandler())
        {
            BaseAddress = client.AddressOf(AgentNames.Gateway),
            DefaultRequestVersion = HttpVersion.Version20,
            Timeout = CallTimeout,
        };
    }

    /// <summary>Which shop.</summary>
    public DataFolder Folder { get; }

    /// <summary>REST on the public port.</summary>
    public HttpClient Public { get; }

    /// <summary>REST on the gateway's mutual TLS port.</summary>
    public HttpClient Gateway { get; }

    /// <summary>The tour's own identity.</summary>
    public SpiffeId Visitor => _client.Identity.Current!.Svid.Id;

    /// <summary>Connects to the shop that runs on that folder.</summary>
    /// <exception cref="CommandException">Nothing runs there.</exception>
    public static async Task<TourShop> OpenAsync(DataFolder folder, CancellationToken cancellationToken)
    {
        var instance = Instance.Read(folder) ?? throw CommandException.NothingRuns(folder);
        var client = await ShopClient.OpenAsync(instance, "cli", id: null, cancellationToken);
        try
        {
            var admin = await ShopClient.OpenAsync(instance, AgentNames.Admin, id: null, cancellationToken);
            return new(client, admin, new Uri($"http://127.0.0.1:{instance.Ports.Public}"), folder);
        }
        catch
        {
            await client.DisposeAsync();
            throw;
        }
    }

    /// <summary>Asks an agent itself, not through the gateway.</summary>
    public Task<TaskResult> AskAsync(string agent, string capability, JsonObject request, CancellationToken cancellationToken) =>
        _client.CallAsync(Registrations.AgentId(agent), capability, request.ToJsonString(), cancellationToken);

    /// <summary>Signs up a user on the public port who does not sign in.</summary>
    public Task<(HttpStatusCode Status, JsonObject User)> SignUpAsync(CancellationToken cancellationToken) =>
        SignUpAsync(password: null, cancellationToken);

    /// <summary>Signs up a user on the public port.</summary>
    /// <param name="password">By which the user signs in; null for none.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async Task<(HttpStatusCode Status, JsonObject User)> SignUpAsync(string? password, CancellationToken cancellationToken)
    {
        var name = Guid.CreateVersion7(TimeProvider.System.GetUtcNow());
        var user = new JsonObject { ["email"] = $"visitor-{name}@example.com", ["name"] = "Visitor" };
        if (password is not null)
        {
            user["password"] = password;
        }

        using var reply = await Public.PostAsJsonAsync("/api/v1/users", user, cancellationToken);
        return (reply.StatusCode, await reply.Content.ReadFromJsonAsync<JsonObject>(cancellationToken) ?? []);
    }

    /// <summary>Signs in on the public port.</summary>
    public async Task<(HttpStatusCode Status, JsonObject Session)> SignInAsync(
        string email, string password, CancellationToken cancellationToken)
    {
        using var reply = await Public.PostAsJsonAsync(
            "/api/v1/sessions", new JsonObject { ["email"] = email, ["password"] = password }, cancellationToken);
        return (reply.StatusCode, await reply.Content.ReadFromJsonAsync<JsonObject>(cancellationToken) ?? []);
    }

    /// <summary>How many of a SKU can be bought, as the public catalogue shows it.</summary>
    public async Task<long> AvailableAsync(string sku, CancellationToken cancellationToken)
    {
        var product = await Public.GetFromJsonAsync<JsonObject>($"/api/v1/products/{sku}", cancellationToken);
        return (long)product!["available"]!;
    }

    /// <summary>Sets the available stock of a SKU through the administrator's <c>adjust_stock</c>.</summary>
    /// <exception cref="CommandException">The inventory agent refuses.</exception>
    public async Task StockAsync(string sku, long wanted, CancellationToken cancellationToken)
    {
        var delta = wanted - await AvailableAsync(sku, cancellationToken);
        if (delta == 0)
        {
            return;
        }

        var booked = await _admin.CallAsync(
            Registrations.AgentId(AgentNames.Inventory), "adjust_stock",
            new JsonObject { ["sku"] = sku, ["delta"] = delta, ["reason"] = "demo" }.ToJsonString(), cancellationToken);
        if (booked.Error is { } error)
        {
            throw new CommandException($"Stock of {sku} cannot be booked: {error["detail"]}");
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Public.Dispose();
        Gateway.Dispose();
        await _client.DisposeAsync();
        await _admin.DisposeAsync();
    }
}
