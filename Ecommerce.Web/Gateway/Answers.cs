using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ecommerce.Web.Gateway;

/// <summary>What can be bought.</summary>
public sealed record Product(string Sku, string Name, string Price, string Currency, long Available);

/// <summary>A page of the catalogue.</summary>
public sealed record ProductList(IReadOnlyList<Product> Products, string NextPageToken);

/// <summary>A user.</summary>
public sealed record User(string UserId, string Email, string Name, string Tier, DateTimeOffset? CreatedAt);

/// <summary>What signing in answers.</summary>
public sealed record SessionTokens(string AccessToken, int ExpiresIn, string RefreshToken, User User, string SessionId);

/// <summary>Where a user is signed in.</summary>
public sealed record Session(string SessionId, DateTimeOffset CreatedAt, DateTimeOffset LastUsedAt);

/// <summary>All of these.</summary>
public sealed record SessionList(IReadOnlyList<Session> Sessions);

/// <summary>A line of an order.</summary>
public sealed record OrderLine(string Sku, string Name, int Quantity, string UnitPrice, string LineTotal);

/// <summary>Why an order failed.</summary>
public sealed record OrderFailure(string Code, string Message);

/// <summary>An order.</summary>
public sealed record Order(
    string OrderId, IReadOnlyList<OrderLine> Items, string Total, string Currency, string PaymentMethod, string TransactionId,
    string Status, OrderFailure? Failure, string Refunded, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt);

/// <summary>A page of orders, the newest first.</summary>
public sealed record OrderList(IReadOnlyList<Order> Orders, string NextPageToken);

/// <summary>Something that happened to an order.</summary>
public sealed record OrderEvent(long EventId, string Type, string Status, DateTimeOffset At, string Detail);

/// <summary>What the buyer has to do.</summary>
public sealed record NextAction(string Type, string Url);

/// <summary>A payment.</summary>
public sealed record Payment(
    string TransactionId, string Amount, string Currency, string Status, string Refunded, NextAction? NextAction, string DeclineCode);

/// <summary>Which agents have not confirmed that a user is erased.</summary>
public sealed record Erasure(IReadOnlyList<string> Pending);

/// <summary>A field that a refusal is about.</summary>
public sealed record FieldError(string Field, string Detail);

/// <summary>A refusal (RFC 9457).</summary>
public sealed record Problem(string? Code, string? Detail, string? TraceId, IReadOnlyList<FieldError>? Errors);

/// <summary>One line of a new order.</summary>
public sealed record NewLine(string Sku, int Quantity, string Price);

/// <summary>A new order.</summary>
public sealed record NewOrder(string UserId, IReadOnlyList<NewLine> Items, string PaymentMethod);

/// <summary>The gateway's JSON. What a later gateway adds is passed over.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Product))]
[JsonSerializable(typeof(ProductList))]
[JsonSerializable(typeof(User))]
[JsonSerializable(typeof(SessionTokens))]
[JsonSerializable(typeof(SessionList))]
[JsonSerializable(typeof(Order))]
[JsonSerializable(typeof(OrderList))]
[JsonSerializable(typeof(OrderEvent))]
[JsonSerializable(typeof(Payment))]
[JsonSerializable(typeof(Erasure))]
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(NewOrder))]
[JsonSerializable(typeof(Dictionary<string, string>))]
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class AnswerJson : JsonSerializerContext;
