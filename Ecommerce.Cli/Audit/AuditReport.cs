using System.Text.Json.Nodes;

namespace Ecommerce.Cli.Audit;

/// <summary>What a verification read of a database, and what it found.</summary>
/// <param name="Database">Its name.</param>
/// <param name="Witness">The agent that countersigns its chain.</param>
public sealed record AuditReport(string Database, string Witness)
{
    // What is found beyond is only counted.
    private const int MostFindings = 1000;

    /// <summary>Links that were read.</summary>
    public long Seals { get; set; }

    /// <summary>Sealed rows that were read.</summary>
    public long Rows { get; set; }

    /// <summary>Sealed rows that were dropped with their month.</summary>
    public long Dropped { get; set; }

    /// <summary>The last link that the witness keeps.</summary>
    public long Countersigned { get; set; }

    /// <summary>Rows that are not sealed yet.</summary>
    public long Unsealed { get; set; }

    /// <summary>Everything that was found, also what is not listed.</summary>
    public long Found { get; private set; }

    /// <summary>What was found, in the order of the chain.</summary>
    public List<AuditFinding> Findings { get; } = [];

    /// <summary>Adds a finding.</summary>
    public void Add(string kind, long seal, string? row, string detail)
    {
        Found++;
        if (Findings.Count < MostFindings)
        {
            Findings.Add(new(kind, Database, seal, row, detail));
        }
    }

    /// <summary>As the command prints it.</summary>
    public JsonObject ToJson() => new()
    {
        ["database"] = Database,
        ["witness"] = Witness,
        ["seals"] = Seals,
        ["rows"] = Rows,
        ["dropped"] = Dropped,
        ["unsealed"] = Unsealed,
        ["countersigned"] = Countersigned,
        ["findings"] = Found,
    };
}
