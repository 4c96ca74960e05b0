using System.Text.Json.Nodes;
using Ecommerce.Cli.Demo;
using Ecommerce.Cli.Output;
using Ecommerce.Contracts;

namespace Ecommerce.Cli.Chaos;

/// <summary>Many who want one of a few units at the same time, of a product that nobody else buys.</summary>
/// <param name="tour">The system's doors.</param>
/// <param name="books">Its databases.</param>
/// <param name="time">The clock.</param>
internal sealed class BuyersRace(TourShop tour, Books books, TimeProvider time)
{
    /// <summary>How many want it.</summary>
    public const int Buyers = 12;

    /// <summary>How many get it.</summary>
    public const int Units = 5;

    private const string Sku = "WIDGET-009";

    // An order ends at its deadline, and its agents may be away.
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(60);
    private readonly List<KeyedCall> _calls = [];
    private string? _user;

    /// <summary>Everything that was asked for.</summary>
    public IReadOnlyList<KeyedCall> Calls => _calls;

    /// <summary>Brings the units, lets all buy one, and compares what they are answered.</summary>
    /// <param name="violation">Is told how the answers do not fit the units.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Whether anybody was told that none is left.</returns>
    public async Task<bool> RunAsync(Action<string> violation, CancellationToken cancellationToken)
    {
        if (!await TryPrepareAsync(cancellationToken))
        {
            return false;
        }

        var first = _calls.Count;
        _calls.AddRange(Enumerable.Range(0, Buyers).Select(_ => new KeyedCall("create", "/orders", Order(), time)));
        using var timeout = new CancellationTokenSource(AnswerTimeout, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        var answers = await Task.WhenAll(
            _calls.Skip(first).Select(call => call.AskUntilFinalAsync(tour.Gateway, pending: null, limit.Token)));
        var sold = answers.Count(answer => answer is { Status: 201 } && answer.Text("status") == "confirmed");
        var refused = answers.Count(answer => answer?.Text("code") == ErrorCodes.OutOfStock);

        // Another fault may end an order that had its unit already.
        var otherwise = Buyers - sold - refused;
        if (sold > Units || sold + otherwise < Units)
        {
            violation($"race: of {Units} units {sold} were sold, {refused} buyers were told that none is left, {otherwise} otherwise");
        }

        return refused > 0;
    }

    private JsonObject Order() => new()
    {
        ["user_id"] = _user,
        ["items"] = new JsonArray(new JsonObject { ["sku"] = Sku, ["quantity"] = 1 }),
        ["payment_method"] = "credit_card",
    };

    // Nothing may be left of the race before: what it still held could come back during this one.
    private async Task<bool> TryPrepareAsync(CancellationToken cancellationToken)
    {
        try
        {
            _user ??= (string?)(await tour.SignUpAsync(cancellationToken)).User["user_id"];
            await tour.StockAsync(Sku, Units, cancellationToken);
            return _user is not null && await books.StockAsync(Sku, cancellationToken) == (Units, 0);
        }
        catch (Exception exception) when (exception is HttpRequestException or CommandException or OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return false;
        }
    }
}
