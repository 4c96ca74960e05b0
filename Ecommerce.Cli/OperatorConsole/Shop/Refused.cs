using Ecommerce.ServiceDefaults.Errors;

namespace Ecommerce.Cli.OperatorConsole.Shop;

/// <summary>A page that was not answered.</summary>
/// <param name="Problem">Why.</param>
/// <param name="Needs">The capability that the page needs; empty if it needs none.</param>
public sealed record Refused(ProblemException Problem, string Needs);
