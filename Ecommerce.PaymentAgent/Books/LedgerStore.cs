using System.Globalization;
using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Database;
using Ecommerce.ServiceDefaults.Errors;
using Npgsql;

namespace Ecommerce.PaymentAgent.Books;

/// <summary>The ledger as operators read it.</summary>
internal sealed class LedgerStore(NpgsqlDataSource database)
{
    /// <summary>A page of its entries, the newest first.</summary>
    /// <exception cref="ProblemException"><c>invalid_request</c>: the token is wrong.</exception>
    public async Task<LedgerList> ListAsync(ListLedgerRequest request, CancellationToken cancellationToken)
    {
        var before = ReadToken(request.PageToken);
        var page = await Page.ReadAsync<LedgerEntry>(
            request.PageSize,
            async limit =>
            {
                await using var command = request.TransactionId.Length == 0
                    ? database.CreateCommand(LedgerSql.List).With(before).With(limit)
                    : database.CreateCommand(LedgerSql.ListOfPayment).With(before).With(limit).With(Guid.Parse(request.TransactionId));
                return await command.ReadAllAsync(LedgerSql.Read, cancellationToken);
            },
            entry => PageToken.After(entry.EntryId.ToString(CultureInfo.InvariantCulture)));
        return new() { Entries = { page.Rows }, NextPageToken = page.NextToken };
    }

    private static long ReadToken(string token) =>
        PageToken.ReadText(token) is not { } text ? long.MaxValue
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw ProblemException.Invalid([new("page_token", "is not a valid page token")]);
}
