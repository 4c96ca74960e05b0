using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Errors;

namespace Ecommerce.Cli.OperatorConsole.Shop;

/// <summary>What all processes have decided lately.</summary>
/// <param name="Filter">Which are shown.</param>
/// <param name="Shown">The newest first, with the process that decided; at most <see cref="MostShown"/>.</param>
/// <param name="Silent">The processes that do not say, and why.</param>
public sealed record Decisions(
    DecisionFilter Filter, IReadOnlyList<(string Process, DecisionRecord Decision)> Shown,
    IReadOnlyList<(string Process, ProblemException Problem)> Silent)
{
    /// <summary>How many a page shows.</summary>
    public const int MostShown = 200;
}
