using System.Collections.Concurrent;

namespace Ecommerce.Cli.Chaos;

/// <summary>
/// What buyers do: by what they pay, and what becomes of their orders. A fault that needs it makes them do more of it for a while.
/// </summary>
internal sealed class Mood
{
    /// <summary>They cancel an order that is under way.</summary>
    public const string Cancel = "cancel";

    /// <summary>They cancel an order that is confirmed.</summary>
    public const string Return = "return";

    /// <summary>They are refunded by hand.</summary>
    public const string Refund = "refund";

    /// <summary>They never do what the provider asks of them.</summary>
    public const string Idle = "idle";

    /// <summary>The provider sends messages of what they did there.</summary>
    public const string CallsBack = "calls-back";

    /// <summary>The payment method that asks the buyer to do something.</summary>
    public const string AsksBuyer = "test_requires_action";

    private const string UsualMethod = "credit_card";
    private const double Often = 0.6;
    private readonly ConcurrentDictionary<string, int> _wishes = new();

    /// <summary>By what an order is paid now: half of the orders by what is wished for.</summary>
    public string Method(Random random)
    {
        string[] wished = [.. _wishes.Where(wish => wish.Value > 0 && wish.Key.StartsWith("test_", StringComparison.Ordinal))
            .Select(wish => wish.Key)];
        return wished.Length > 0 && random.Next(2) == 0 ? wished[random.Next(wished.Length)] : UsualMethod;
    }

    /// <summary>Whether a buyer does it now.</summary>
    /// <param name="what">One of the constants.</param>
    /// <param name="usually">How probable it is while nobody wishes for it.</param>
    /// <param name="random">What is decided by.</param>
    public bool Does(string what, double usually, Random random) =>
        random.NextDouble() < (_wishes.GetValueOrDefault(what) > 0 ? Math.Max(Often, usually) : usually);

    /// <summary>Makes the buyers do more of it while something runs.</summary>
    /// <param name="wishes">Payment methods, or constants of this class.</param>
    /// <param name="meanwhile">What runs.</param>
    public async Task<bool> MoreAsync(IReadOnlyList<string> wishes, Func<Task<bool>> meanwhile)
    {
        Change(wishes, 1);
        try
        {
            return await meanwhile();
        }
        finally
        {
            Change(wishes, -1);
        }
    }

    private void Change(IReadOnlyList<string> wishes, int by)
    {
        foreach (var wish in wishes)
        {
            _wishes.AddOrUpdate(wish, by, (_, count) => count + by);
        }
    }
}
