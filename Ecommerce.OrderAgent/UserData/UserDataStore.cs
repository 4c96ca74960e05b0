using Ecommerce.Contracts;
using Ecommerce.Contracts.Json;
using Ecommerce.Contracts.V1;
using Ecommerce.OrderAgent.Orders;
using Ecommerce.ServiceDefaults.A2A;
using Ecommerce.ServiceDefaults.Database;
using Ecommerce.ServiceDefaults.Errors;
using Google.Protobuf.WellKnownTypes;
using Npgsql;

namespace Ecommerce.OrderAgent.UserData;

/// <summary>What orders hold of a user: the orders, their history, and what the user wrote, in tasks too.</summary>
internal sealed class UserDataStore(NpgsqlDataSource database, OrderStore orders, IdempotencyStore idempotency)
{
    private const int PageSize = 100;

    /// <summary>Reads all of it: each order with its events, and tasks.</summary>
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

        data.Records.Add(await UserTasks.ExportAsync(database, AgentNames.Order, userId, cancellationToken));
        return data;
    }

    /// <summary>
    /// Erases what the user wrote, the links to confirm payments, and the provider's names of the user's means of payment; stored replies
    /// no longer name the user. Orders stay, under an ID that leads to nobody.
    /// </summary>
    /// <exception cref="ProblemException"><c>unavailable</c>: an order is under way.</exception>
    public Task<UserDataErased> EraseAsync(Guid userId, IdempotencyKey? key, CancellationToken cancellationToken) => idempotency.RunAsync(
        key,
        async (transaction, cancellationToken) =>
        {
            await using var pending = transaction.CreateCommand(UserDataSql.CountPending).With(userId);
            if (await pending.ExecuteScalarAsync(cancellationToken) is not 0L)
            {
                throw ProblemException.Unavailable("An order is under way.");
            }

            await using var batch = transaction.CreateBatch();
            batch.Add(UserDataSql.EraseTexts).With(userId);
            batch.Add(UserDataSql.EraseMethods).With(userId);
            await batch.ExecuteNonQueryAsync(cancellationToken);
            await UserTasks.EraseAsync(transaction, userId, cancellationToken);
            await IdempotencyStore.RewriteAsync(
                transaction, new Contracts.V1.Order { UserId = userId.ToString() },
                reply => (reply.UserId, reply.PaymentMethod) = ("", ""), cancellationToken);
            return new UserDataErased();
        },
        cancellationToken);
}
