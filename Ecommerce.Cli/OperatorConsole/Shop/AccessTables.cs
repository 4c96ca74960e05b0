using Ecommerce.Cli.Authz;
using Ecommerce.Cli.Output;

namespace Ecommerce.Cli.OperatorConsole.Shop;

/// <summary>Who may call what, as <c>authz matrix</c> reads it from the policies.</summary>
/// <param name="Agents">Of each agent its capabilities, each with a cell for each kind of caller.</param>
public sealed record AccessTables(
    IReadOnlyList<(string Agent, IReadOnlyList<(string Title, IReadOnlyList<string> Cells)> Rows)> Agents)
{
    // Some thousand decisions; they are others only when the policies are.
    private static (string Revision, AccessTables Tables)? _last;
    private static readonly Lock Gate = new();

    /// <summary>Asks the repository's policies, once for each revision of them.</summary>
    /// <exception cref="CommandException">They do not load.</exception>
    internal static AccessTables Read()
    {
        var revision = PolicyCheck.Revision();
        lock (Gate)
        {
            if (_last is not { } last || last.Revision != revision)
            {
                _last = last = (revision, new AccessTables(PolicyMatrix.Read()));
            }

            return last.Tables;
        }
    }
}
