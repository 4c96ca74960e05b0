using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;

namespace Ecommerce.UserAgent.Erasure;

/// <summary>An agent that holds something of users.</summary>
/// <param name="Agent">Its name.</param>
/// <param name="ExportAsync">Asks what it holds of a user.</param>
/// <param name="EraseAsync">Asks it to erase that; a repeat does nothing more.</param>
internal sealed record UserDataHolder(
    string Agent,
    Func<UserDataRequest, CancellationToken, Task<UserData>> ExportAsync,
    Func<UserDataRequest, CancellationToken, Task> EraseAsync)
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<UserDataHolder> All(
        OrderService.OrderServiceClient orders, PaymentService.PaymentServiceClient payments,
        GatewayService.GatewayServiceClient gateway) =>
    [
        new(
            AgentNames.Order,
            async (request, cancellationToken) => await orders.ExportUserDataAsync(request, cancellationToken: cancellationToken),
            async (request, cancellationToken) => await orders.EraseUserDataAsync(request, cancellationToken: cancellationToken)),
        new(
            AgentNames.Payment,
            async (request, cancellationToken) => await payments.ExportUserDataAsync(request, cancellationToken: cancellationToken),
            async (request, cancellationToken) => await payments.EraseUserDataAsync(request, cancellationToken: cancellationToken)),
        new(
            AgentNames.Gateway,
            async (request, cancellationToken) => await gateway.ExportUserDataAsync(request, cancellationToken: cancellationToken),
            async (request, cancellationToken) => await gateway.EraseUserDataAsync(request, cancellationToken: cancellationToken)),
    ];
}
