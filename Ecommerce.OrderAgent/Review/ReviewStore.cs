using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.OrderAgent.Checkouts;
using Ecommerce.ServiceDefaults.Database;
using Ecommerce.ServiceDefaults.Errors;
using Npgsql;

namespace Ecommerce.OrderAgent.Review;

/// <summary>Checkouts as operators see them.</summary>
internal sealed class ReviewStore(NpgsqlDataSource database, IdempotencyStore idempotency, PaymentInboxStore inbox)
{
    private static readonly int LastRank = ReviewSql.RankOf(ReviewState.Returning)!.Value;

    private static readonly Guid Greatest = Guid.AllBitsSet;

    /// <summary>
    /// A page of the checkouts that need an operator, the most pressing first, and within that the oldest orders; or of those that run or
    /// have ended, the newest first.
    /// </summary>
    /// <exception cref="ProblemException"><c>invalid_request</c>: the token is wrong.</exception>
    public Task<CheckoutList> ListAsync(ListCheckoutsRequest request, CancellationToken cancellationToken) => request.State switch
    {
        ReviewState.Running => ListNewestAsync(ReviewSql.Running, request, cancellationToken),
        ReviewState.Ended => ListNewestAsync(ReviewSql.Ended, request, cancellationToken),
        _ => ListPressingAsync(request, cancellationToken),
    };

    /// <summary>Reads a checkout.</summary>
    /// <exception cref="ProblemException"><c>not_found</c>.</exception>
    public async Task<CheckoutReview> GetAsync(Guid orderId, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(ReviewSql.Find).With(orderId);
        return await ReadAsync(command, cancellationToken);
    }

    /// <summary>
    /// Makes a checkout due now, also one that is parked, and applies the events of its payment that were left out; repeating it changes
    /// nothing more.
    /// </summary>
    /// <returns>The checkout, the saga's steps that followed from the events, and the checkout to continue after them, if any.</returns>
    /// <exception cref="ProblemException">
    /// <c>not_found</c>; <c>conflict</c>: it has ended; <c>unavailable</c>: newer code has to apply the events.
    /// </exception>
    public async Task<(CheckoutReview Review, IReadOnlyList<CheckoutStep> Steps, Checkout? Saved)> RetryAsync(
        Guid orderId, IdempotencyKey? key, CancellationToken cancellationToken)
    {
        (int Events, IReadOnlyList<CheckoutStep> Steps, Checkout? Saved) applied = (0, [], null);
        var review = await idempotency.RunAsync(
            key,
            async (transaction, cancellationToken) =>
            {
                await using var retry = transaction.CreateCommand(ReviewSql.Retry).With(orderId);
                var retried = await retry.ExecuteNonQueryAsync(cancellationToken) > 0;
                applied = await inbox.ApplyKeptAsync(transaction, orderId, cancellationToken);
                await using var find = transaction.CreateCommand(ReviewSql.Find).With(orderId);
                var checkout = await ReadAsync(find, cancellationToken);
                return retried || applied.Events > 0 ? checkout
                    : throw new ProblemException(ErrorCodes.Conflict, "The checkout has ended.", "order_id");
            },
            cancellationToken);
        return (review, applied.Steps, applied.Saved);
    }

    /// <summary>How many checkouts need an operator, by state.</summary>
    public async Task<IReadOnlyDictionary<ReviewState, long>> CountAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(ReviewSql.Count);
        var counts = await command.ReadAllAsync(
            reader => (State: ReviewSql.StateOf(reader.GetInt32(0)), Checkouts: reader.GetInt64(1)), cancellationToken);
        return counts.ToDictionary(count => count.State, count => count.Checkouts);
    }

    /// <summary>For how long the oldest checkout that is under way has been so; zero if none is.</summary>
    public async Task<TimeSpan> OldestAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(ReviewSql.Oldest);
        return await command.ExecuteScalarAsync(cancellationToken) is double seconds ? TimeSpan.FromSeconds(seconds) : TimeSpan.Zero;
    }

    private async Task<CheckoutList> ListNewestAsync(string statement, ListCheckoutsRequest request, CancellationToken cancellationToken)
    {
        var before = PageToken.ReadGuid(request.PageToken) ?? Greatest;
        var page = await Page.ReadAsync<CheckoutReview>(
            request.PageSize,
            async limit =>
            {
                await using var command = database.CreateCommand(statement).With(before).With(limit);
                return await command.ReadAllAsync(ReviewSql.Read, cancellationToken);
            },
            row => PageToken.After(Guid.Parse(row.OrderId)));
        return new() { Checkouts = { page.Rows }, NextPageToken = page.NextToken };
    }

    private async Task<CheckoutList> ListPressingAsync(ListCheckoutsRequest request, CancellationToken cancellationToken)
    {
        var rank = ReviewSql.RankOf(request.State);
        var (afterRank, afterOrder) = ReadToken(request.PageToken);
        var page = await Page.ReadAsync<CheckoutReview>(
            request.PageSize,
            async limit =>
            {
                await using var command = database.CreateCommand(ReviewSql.List)
                    .With(rank ?? 0).With(rank ?? LastRank).With(afterRank).With(afterOrder).With(limit);
                return await command.ReadAllAsync(ReviewSql.Read, cancellationToken);
            },
            row => PageToken.After($"{ReviewSql.RankOf(row.State)} {row.OrderId}"));
        return new() { Checkouts = { page.Rows }, NextPageToken = page.NextToken };
    }

    private static async Task<CheckoutReview> ReadAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        var found = await command.ReadAllAsync(ReviewSql.Read, cancellationToken);
        return found is [var checkout] ? checkout : throw ProblemException.NotFound("order", "order_id");
    }

    private static (int Rank, Guid OrderId) ReadToken(string token) => PageToken.ReadText(token)?.Split(' ') switch
    {
        null => (-1, Guid.Empty),
        [var rank, var orderId] when int.TryParse(rank, out var number) && Guid.TryParse(orderId, out var id) => (number, id),
        _ => throw ProblemException.Invalid([new("page_token", "is not a valid page token")]),
    };
}
