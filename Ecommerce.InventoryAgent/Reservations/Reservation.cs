using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.InventoryAgent.Catalogue;
using Ecommerce.ServiceDefaults.Errors;
using Google.Protobuf.WellKnownTypes;

namespace Ecommerce.InventoryAgent.Reservations;

/// <summary>What an order holds of the stock: held, then confirmed, released or expired. Never deleted.</summary>
/// <param name="OrderId">One reservation an order.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Skus">Sorted; empty if it was released before anything was held.</param>
/// <param name="Quantities">The units of the SKU at the same place.</param>
/// <param name="ExpiresAt">When a hold ends, by the database's clock; null if nothing was ever held.</param>
internal sealed record Reservation(Guid OrderId, ReservationStatus Status, string[] Skus, int[] Quantities, DateTimeOffset? ExpiresAt)
{
    /// <summary>Checks that a repeated reserve asks for what is reserved, and that it was not released.</summary>
    /// <returns>Whether the stock is the order's; false if the hold has expired and may be taken anew.</returns>
    /// <exception cref="ProblemException"><c>conflict</c>: released, or reserved with other items.</exception>
    public bool Holds(RequestedItems items)
    {
        if (Status == ReservationStatus.Released)
        {
            throw new ProblemException(ErrorCodes.Conflict, "The order's reservation was released; it cannot hold stock again.");
        }

        if (!Skus.SequenceEqual(items.Skus) || !Quantities.SequenceEqual(items.Quantities))
        {
            throw new ProblemException(ErrorCodes.Conflict, "The order has reserved other items.");
        }

        return Status != ReservationStatus.Expired;
    }

    /// <summary>Checks that the hold is confirmed.</summary>
    /// <exception cref="ProblemException"><c>conflict</c>: it expired or was released before.</exception>
    public Reservation EnsureConfirmed() => Status switch
    {
        ReservationStatus.Confirmed => this,
        ReservationStatus.Expired => throw new ProblemException(ErrorCodes.Conflict, "The reservation has expired: reserve again."),
        _ => throw new ProblemException(ErrorCodes.Conflict, "The reservation was released."),
    };

    /// <summary>Checks that nothing is held any more.</summary>
    /// <exception cref="ProblemException"><c>conflict</c>: it is sold; what is sold comes back as a return.</exception>
    public Reservation EnsureReleased() => Status == ReservationStatus.Released
        ? this
        : throw new ProblemException(ErrorCodes.Conflict, "The reservation is confirmed: return the items instead.");

    /// <summary>Checks that the items were sold to this order.</summary>
    /// <exception cref="ProblemException">
    /// <c>conflict</c>: not confirmed; <c>not_found</c>: an item that the order has not bought; <c>invalid_request</c>: more units than it
    /// bought.
    /// </exception>
    public void EnsureReturnable(RequestedItems items)
    {
        if (Status != ReservationStatus.Confirmed)
        {
            throw new ProblemException(ErrorCodes.Conflict, "Only the items of a confirmed reservation can be returned.");
        }

        foreach (var sku in items.Skus)
        {
            var place = Array.IndexOf(Skus, sku);
            if (place < 0)
            {
                throw new ProblemException(ErrorCodes.NotFound, "The order does not contain this SKU.", items.FieldOf(sku));
            }

            if (items.QuantityOf(sku) > Quantities[place])
            {
                throw new ProblemException(ErrorCodes.InvalidRequest, $"The order contains only {Quantities[place]}.", items.FieldOf(sku));
            }
        }
    }

    /// <summary>The reservation as callers see it.</summary>
    public Contracts.V1.Reservation ToMessage() => new()
    {
        OrderId = OrderId.ToString(),
        Items = { Skus.Zip(Quantities, (sku, quantity) => new ReservedItem { Sku = sku, Quantity = quantity }) },
        Status = Status,
        ExpiresAt = ExpiresAt?.ToTimestamp(),
    };
}
