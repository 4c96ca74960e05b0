using Ecommerce.Contracts.Json;
using Ecommerce.Contracts.V1;
using Ecommerce.OrderAgent.Orders;
using Ecommerce.ServiceDefaults.A2A;
using Ecommerce.ServiceDefaults.Database;
using Google.Protobuf.WellKnownTypes;

namespace Ecommerce.OrderAgent.UserData;

/// <summary>What orders hold of a user: the orders, their history, and what the user wrote.</summary>
internal sealed class UserDataStore(OrderStore orders, IdempotencyStore idempotency)
{
    private const int PageSize = 100;

    /// <summary>Reads all of it: each order with its events.</summary>
    public async Task<Contracts.V1.UserData> ExportAsync(Guid userId, CancellationToken cancellationToken)
    {
        Contracts.V1.UserData data = new();
        await foreach (var order in Page.ReadAllAsync(
            Guid.AllBitsSet, last => orders.ListAsync(userId, owner: null, last, PageSize, cancellationToken),
            order => order.OrderId.ToString()))
        {
            var (events, _) = await orders.EventsAfterAsync(order.OrderId, eventId: 0, cancellationToken);
            var record = ContractJson.ToStruct(order.ToMessage());
            record.Fields["events"] = Value.ForList([.. events.Select(happened => Value.ForStruct(ContractJson.ToStruct(happened)))]);
            data.Records.Add(new UserRecord { Kind = "order", Record = record });
        }

        return data;
    }

    /// <summary>Erases what the user wrote. Orders and stored replies stay, under an ID that leads to nobody.</summary>
    public Task<UserDataErased> EraseAsync(Guid userId, CancellationToken cancellationToken) => idempotency.RunAsync(
        key: null,
        async (transaction, cancellationToken) =>
        {
            await using var command = transaction.CreateCommand(UserDataSql.EraseTexts).With(userId);
            await command.ExecuteNonQueryAsync(cancellationToken);
            await using var tasks = transaction.CreateCommand(UserTaskSql.Erase).With(userId);
            await tasks.ExecuteNonQueryAsync(cancellationToken);
            return new UserDataErased();
        },
        cancellationToken);
}
