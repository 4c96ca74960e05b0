using Ecommerce.Testing;

namespace Ecommerce.SystemTests.Attacks;

/// <summary>A user who is signed in and has bought something.</summary>
/// <param name="SignedIn">The user.</param>
/// <param name="Sku">What was bought, of which nobody else buys.</param>
/// <param name="Order">The order.</param>
/// <param name="Payment">Its payment.</param>
internal sealed record Buyer(SignedIn SignedIn, string Sku, string Order, string Payment)
{
    public string User => SignedIn.UserId;

    public string Token => SignedIn.Token;

    public (string Name, string Value) Bearer => SignedIn.Bearer;

    public string Session => (string)SignedIn.Session["session_id"]!;

    /// <summary>What a request's field names of this buyer's.</summary>
    public string IdOf(string field) => field switch
    {
        "user_id" => User,
        "order_id" => Order,
        _ => Payment,
    };

    public static async Task<Buyer> CreateAsync(ShopFixture shop)
    {
        var (user, sku) = (await SignedIn.CreateAsync(shop), await shop.NewProductAsync(1999, 10));
        var placed = await shop.Public.SendAsync("POST", "/api/v1/orders", Rest.OrderOf(user.UserId, sku), user.Bearer);
        Assert.True(placed.Status == 201, placed.Body);
        return new(user, sku, (string)placed.Json["order_id"]!, (string)placed.Json["transaction_id"]!);
    }
}
