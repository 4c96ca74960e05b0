using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Errors;

namespace Ecommerce.Cli.OperatorConsole.Shop;

/// <summary>What all processes have decided lately.</summary>
/// <param name="Filter">Which are shown.</param>
/// <param name="Shown">The newest first, with the process that decided; at most <see cref="MostShown"/>.</param>
/// <param name="Away">The processes that do not say now. What they said before is shown all the same.</param>
public sealed record Decisions(
    DecisionFilter Filter, IReadOnlyList<(string Process, DecisionRecord Decision)> Shown, IReadOnlyList<AwayProcess> Away)
{
    /// <summary>How many a page shows.</summary>
    public const int MostShown = 200;
}

/// <summary>A process that does not say what it decides.</summary>
/// <param name="Process">Its name.</param>
/// <param name="Problem">Why not.</param>
/// <param name="Since">Since when the console has had no answer.</param>
public sealed record AwayProcess(string Process, ProblemException Problem, DateTimeOffset Since);
