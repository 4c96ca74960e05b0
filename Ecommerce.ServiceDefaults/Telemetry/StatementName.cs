using System.Text.RegularExpressions;

namespace Ecommerce.ServiceDefaults.Telemetry;

/// <summary>
/// Names the span of an SQL statement: the verb and the table of its first change, such as <c>INSERT orders</c>, or else of what it reads.
/// The rows that go with any change, its audit row and its idempotency key, do not name it.
/// </summary>
internal static partial class StatementName
{
    public static string Of(string sql)
    {
        if (Change().Match(sql) is { Success: true } change)
        {
            return $"{change.Groups[1].Value} {change.Groups[2].Value}";
        }

        var table = Table().Match(sql);
        var verb = Verb().Match(sql).Value.ToUpperInvariant();
        return table.Success ? $"{verb} {table.Groups[1].Value}" : verb.Length > 0 ? verb : "SQL";
    }

    [GeneratedRegex(
        @"\b(INSERT|UPDATE|DELETE)(?:\s+INTO|\s+FROM)?\s+(?!(?:audit|idempotency)\b)([a-z_][a-z0-9_]*)", RegexOptions.CultureInvariant)]
    private static partial Regex Change();

    [GeneratedRegex(@"[A-Za-z]+", RegexOptions.CultureInvariant)]
    private static partial Regex Verb();

    [GeneratedRegex(@"\b(?:FROM|INTO|UPDATE|JOIN)\s+([a-z_][a-z0-9_]*)", RegexOptions.CultureInvariant)]
    private static partial Regex Table();
}
