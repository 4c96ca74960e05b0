using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Database;
using Google.Protobuf.WellKnownTypes;
using Npgsql;

namespace Ecommerce.PaymentAgent.Books;

/// <summary>The statements that read the ledger, and an entry.</summary>
internal static class LedgerSql
{
    private const string Columns =
        """
        l.entry_id, l.transaction_id, p.order_id, l.refund_id, l.debit_account, l.credit_account, l.amount_minor, l.currency, l.at
        """;

    /// <summary>$1: the last entry of the page before, or the greatest number; $2: limit.</summary>
    public const string List =
        $"""
        SELECT {Columns} FROM ledger_entries l JOIN payments p USING (transaction_id)
        WHERE entry_id < $1 ORDER BY entry_id DESC LIMIT $2
        """;

    /// <summary>$1: the last entry of the page before, or the greatest number; $2: limit; $3: payment.</summary>
    public const string ListOfPayment =
        $"""
        SELECT {Columns} FROM ledger_entries l JOIN payments p USING (transaction_id)
        WHERE entry_id < $1 AND l.transaction_id = $3 ORDER BY entry_id DESC LIMIT $2
        """;

    /// <summary>Reads an entry.</summary>
    public static LedgerEntry Read(NpgsqlDataReader reader) => new()
    {
        EntryId = reader.GetInt64(0),
        TransactionId = reader.GetGuid(1).ToString(),
        OrderId = reader.GetGuid(2).ToString(),
        RefundId = reader.GetNullable<Guid>(3)?.ToString() ?? "",
        DebitAccount = reader.GetString(4),
        CreditAccount = reader.GetString(5),
        Amount = Money.Format(reader.GetInt64(6), reader.GetString(7)),
        Currency = reader.GetString(7),
        At = reader.GetFieldValue<DateTimeOffset>(8).ToTimestamp(),
    };
}
