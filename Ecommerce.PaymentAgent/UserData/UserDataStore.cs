using Ecommerce.Contracts.Json;
using Ecommerce.Contracts.V1;
using Ecommerce.PaymentAgent.Payments;
using Ecommerce.PaymentAgent.Refunds;
using Ecommerce.ServiceDefaults.A2A;
using Ecommerce.ServiceDefaults.Database;
using Ecommerce.ServiceDefaults.Errors;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Npgsql;

namespace Ecommerce.PaymentAgent.UserData;

/// <summary>What payments hold of a user: the payments, their refunds, and why money went back.</summary>
internal sealed class UserDataStore(NpgsqlDataSource database, RefundStore refunds, IdempotencyStore idempotency)
{
    private const int PageSize = 100;

    /// <summary>Reads all of it: each payment with its refunds.</summary>
    public async Task<Contracts.V1.UserData> ExportAsync(Guid userId, CancellationToken cancellationToken)
    {
        Contracts.V1.UserData data = new();
        await foreach (var record in Page.ReadAllAsync(
            Guid.Empty, last => PageAsync(userId, last, cancellationToken), record => record.Fields["transaction_id"].StringValue))
        {
            data.Records.Add(new UserRecord { Kind = "payment", Record = record });
        }

        return data;
    }

    /// <summary>
    /// Erases why money went back, the links to confirm payments, and the provider's names of the user's means of payment; stored replies
    /// no longer hold these nor the user. Payments and the ledger stay, under an ID that leads to nobody.
    /// </summary>
    /// <exception cref="ProblemException"><c>unavailable</c>: a payment or a refund is under way.</exception>
    public Task<UserDataErased> EraseAsync(Guid userId, IdempotencyKey? key, CancellationToken cancellationToken) => idempotency.RunAsync(
        key,
        async (transaction, cancellationToken) =>
        {
            await using (var pending = transaction.CreateCommand(UserDataSql.CountPending).With(userId))
            {
                if (await pending.ExecuteScalarAsync(cancellationToken) is not 0L)
                {
                    throw ProblemException.Unavailable("A payment or a refund is under way.");
                }
            }

            await using (var methods = transaction.CreateCommand(UserDataSql.EraseMethods).With(userId))
            {
                await methods.ExecuteNonQueryAsync(cancellationToken);
            }

            await UserTasks.EraseAsync(transaction, userId, cancellationToken);
            await using var texts = transaction.CreateCommand(UserDataSql.EraseTexts).With(userId);
            foreach (var id in await texts.ReadAllAsync(reader => reader.GetGuid(0), cancellationToken))
            {
                await EraseReplyAsync(transaction, id, cancellationToken);
            }

            await IdempotencyStore.RewriteAsync(
                transaction, new Contracts.V1.Payment { UserId = userId.ToString() },
                reply => (reply.UserId, reply.PaymentMethod) = ("", ""), cancellationToken);
            return new UserDataErased();
        },
        cancellationToken);

    private async Task EraseReplyAsync(NpgsqlTransaction transaction, Guid refundId, CancellationToken cancellationToken)
    {
        // The reason is the same outside of the transaction, but for this erasure.
        var refund = await refunds.FindAsync(refundId, cancellationToken);
        if (refund?.Idempotency is not { } key)
        {
            return;
        }

        var reply = refund.ToMessage();
        reply.Reason = "";
        await using var command = transaction.CreateCommand(IdempotencySql.Rewrite).With(key.Scope).With(reply.ToByteArray());
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    // One statement for all payments and one for all refunds: who has many payments costs no more statements than pages.
    private async Task<IReadOnlyList<Struct>> PageAsync(Guid userId, Guid after, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(UserDataSql.Payments).With(userId).With(after).With(PageSize);
        var ids = (await command.ReadAllAsync(reader => reader.GetGuid(0), cancellationToken)).ToArray();
        await using var paid = database.CreateCommand(PaymentSql.FindAll).With(ids);
        var page = await paid.ReadAllAsync(PaymentSql.Read, cancellationToken);
        await using var given = database.CreateCommand(RefundSql.FindOfAll).With(ids);
        var back = (await given.ReadAllAsync(RefundSql.Read, cancellationToken))
            .ToLookup(refund => refund.TransactionId, refund => Value.ForStruct(ContractJson.ToStruct(refund.ToMessage())));
        return
        [
            .. page.Select(payment =>
            {
                var record = ContractJson.ToStruct(payment.ToMessage());
                record.Fields["refunds"] = Value.ForList([.. back[payment.TransactionId]]);
                return record;
            }),
        ];
    }
}
