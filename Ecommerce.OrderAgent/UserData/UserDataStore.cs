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
        await foreach (var record in Page.ReadAllAsync(
            Guid.AllBitsSet, last => PageAsync(userId, last, cancellationToken), record => record.Fields["order_id"].StringValue))
        {
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

    // One statement for the history of all: who has many orders costs no more statements than pages.
    private async Task<IReadOnlyList<Struct>> PageAsync(Guid userId, Guid before, CancellationToken cancellationToken)
    {
        var page = await orders.ListAsync(userId, owner: null, before, PageSize, cancellationToken);
        await using var command = database.CreateCommand(UserDataSql.Events).With(page.Select(order => order.OrderId).ToArray());
        var events = (await command.ReadAllAsync(reader => OrderSql.ReadEvent(reader, reader.GetGuid(0))!, cancellationToken))
            .ToLookup(happened => happened.OrderId, happened => Value.ForStruct(ContractJson.ToStruct(happened)));
        return
        [
            .. page.Select(order =>
            {
                var record = ContractJson.ToStruct(order.ToMessage());
                record.Fields["events"] = Value.ForList([.. events[order.OrderId.ToString()]]);
                return record;
            }),
        ];
    }
}
