using System.Text.Json.Nodes;

namespace Ecommerce.Cli.Audit;

/// <summary>Something that is not as it was sealed.</summary>
/// <param name="Kind">
/// row_edited, row_missing, row_moved, row_added, seal_edited, seal_missing, chain_broken, sealed_in_future, dropped_early, head_differs,
/// head_missing, head_lost, receipt_forged, not_countersigned or unsealed.
/// </param>
/// <param name="Database">Where.</param>
/// <param name="Seal">The link of the chain.</param>
/// <param name="Row">The row's <c>audit_id</c>; null if it is about none.</param>
/// <param name="Detail">One sentence.</param>
public sealed record AuditFinding(string Kind, string Database, long Seal, string? Row, string Detail)
{
    /// <summary>As the command prints it.</summary>
    public JsonObject ToJson() =>
        new() { ["kind"] = Kind, ["database"] = Database, ["seal"] = Seal, ["row"] = Row, ["detail"] = Detail };
}
