namespace Ecommerce.Cli.OperatorConsole.Shop;

/// <summary>What every page says of who looks.</summary>
/// <param name="Id">The SPIFFE ID that the console acts with.</param>
/// <param name="IsAdministrator">Whether it is <c>agent/admin</c>. It only says what is worth showing: the agents decide.</param>
/// <param name="Traces">Where traces are shown; null if nothing shows them.</param>
public sealed record ConsoleInfo(string Id, bool IsAdministrator, Uri? Traces)
{
    /// <summary>The page of a trace; null if nothing shows it.</summary>
    public Uri? PageOf(string traceId) => Traces is null ? null : new(Traces, $"/traces/detail/{Uri.EscapeDataString(traceId)}");
}
