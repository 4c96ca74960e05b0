using System.Text.Json.Nodes;

namespace Ecommerce.Cli.Reconcile;

/// <summary>What a comparison of the books found.</summary>
public sealed record ReconciliationReport
{
    /// <summary>Orders that were compared.</summary>
    public int Orders { get; init; }

    /// <summary>Orders of these whose checkout has not ended; they are compared another time.</summary>
    public int Open { get; init; }

    /// <summary>Payments that were compared.</summary>
    public int Payments { get; init; }

    /// <summary>Reservations that were compared.</summary>
    public int Reservations { get; init; }

    /// <summary>Payments about which the provider did not answer.</summary>
    public int ProviderUnknown { get; init; }

    /// <summary>
    /// Whether the books were compared to their end; false if so much disagrees that the rest was not looked at.
    /// </summary>
    public bool Complete { get; init; } = true;

    /// <summary>What disagrees, in the order of the orders' IDs.</summary>
    public List<Drift> Drifts { get; init; } = [];

    /// <summary>Whether nothing disagrees, and every question was answered.</summary>
    public bool Agrees => Drifts.Count == 0 && ProviderUnknown == 0 && Complete;

    /// <summary>As the command prints it.</summary>
    public JsonObject ToJson() => new()
    {
        ["orders"] = Orders,
        ["open"] = Open,
        ["payments"] = Payments,
        ["reservations"] = Reservations,
        ["provider_unknown"] = ProviderUnknown,
        ["complete"] = Complete,
        ["drift"] = new JsonArray([.. Drifts.Select(drift => new JsonObject
        {
            ["kind"] = drift.Kind,
            ["order_id"] = drift.OrderId,
            ["expected"] = drift.Expected,
            ["found"] = drift.Found,
        })]),
    };
}
