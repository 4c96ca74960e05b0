using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json.Serialization;

namespace Ecommerce.Web.Carts;

/// <summary>One line of a basket.</summary>
/// <param name="Sku">What.</param>
/// <param name="Quantity">How many, 1 to <see cref="Cart.MostOfOne"/>.</param>
public sealed record CartLine(string Sku, int Quantity);

/// <summary>
/// A basket. It holds no prices: what a thing costs and whether it is there is asked each time it is shown. Its number and its attempt
/// make the key of the order that comes of it, so that from one basket there is one order, however often and from wherever it is sent.
/// </summary>
/// <param name="Id">Random; a new basket has a new one.</param>
/// <param name="Attempt">How many orders of it were refused.</param>
/// <param name="Owner">Whose it is; empty for who is not signed in.</param>
/// <param name="Lines">What is in it.</param>
public sealed record Cart(string Id, int Attempt, string Owner, IReadOnlyList<CartLine> Lines)
{
    /// <summary>How many different things fit into it.</summary>
    public const int MostLines = 30;

    /// <summary>How many of one thing fit into it.</summary>
    public const int MostOfOne = 1000;

    private const int IdLength = 16;

    /// <summary>
    /// What was ordered under its key without an answer, so that it may have come: what is put in afterwards is no part of that order.
    /// </summary>
    public IReadOnlyList<CartLine> Unanswered { get; init; } = [];

    /// <summary>How many things are in it.</summary>
    [JsonIgnore]
    public int Count => Lines.Sum(line => line.Quantity);

    /// <summary>The idempotency key of the order that comes of it.</summary>
    [JsonIgnore]
    public string Key => $"web-{Id}-{Attempt}";

    /// <summary>An empty one.</summary>
    public static Cart Empty(string owner) => new(NewId(), 0, owner, []);

    /// <summary>With so many more of a thing.</summary>
    public Cart Add(string sku, int quantity) => Set(sku, Math.Min(MostOfOne, Math.Max(0, quantity) + QuantityOf(sku)));

    /// <summary>With so many of a thing; 0 takes it out. What does not fit is left out.</summary>
    public Cart Set(string sku, int quantity)
    {
        quantity = Math.Clamp(quantity, 0, MostOfOne);
        if (quantity == 0)
        {
            return this with { Lines = [.. Lines.Where(line => line.Sku != sku)] };
        }

        if (Lines.Any(line => line.Sku == sku))
        {
            return this with { Lines = [.. Lines.Select(line => line.Sku == sku ? line with { Quantity = quantity } : line)] };
        }

        return Lines.Count == MostLines ? this : this with { Lines = [.. Lines, new(sku, quantity)] };
    }

    /// <summary>
    /// Without what was ordered of it, under a new number. What was put in after the checkout page was shown, in another tab, stays.
    /// </summary>
    public Cart Without(IReadOnlyList<CartLine> ordered)
    {
        var rest = ordered.Aggregate(this, (cart, line) => cart.Set(line.Sku, Math.Max(0, cart.QuantityOf(line.Sku) - line.Quantity)));
        return rest.Renewed();
    }

    /// <summary>Under another key, since the order under this one was refused for good.</summary>
    public Cart AfterRefusal() => this with { Attempt = Attempt + 1, Unanswered = [] };

    /// <summary>What a visitor had in the basket goes to what the user had, who has just signed in.</summary>
    public static Cart Merge(Cart users, Cart visitors)
    {
        if (visitors.Lines.Count == 0)
        {
            return users;
        }

        return users.Lines.Count == 0
            ? visitors with { Owner = users.Owner }
            : visitors.Lines.Aggregate(users, (cart, line) => cart.Add(line.Sku, line.Quantity)).Renewed();
    }

    private Cart Renewed() => this with { Id = NewId(), Attempt = 0, Unanswered = [] };

    private static string NewId() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(IdLength));

    private int QuantityOf(string sku) => Lines.FirstOrDefault(line => line.Sku == sku)?.Quantity ?? 0;
}
