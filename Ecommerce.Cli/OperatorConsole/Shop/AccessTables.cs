namespace Ecommerce.Cli.OperatorConsole.Shop;

/// <summary>Who may call what, as <c>authz matrix</c> reads it from the policies.</summary>
/// <param name="Agents">Of each agent its capabilities, each with a cell for each kind of caller.</param>
public sealed record AccessTables(
    IReadOnlyList<(string Agent, IReadOnlyList<(string Title, IReadOnlyList<string> Cells)> Rows)> Agents);
