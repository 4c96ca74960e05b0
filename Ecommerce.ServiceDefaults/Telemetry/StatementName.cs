using System.Text.RegularExpressions;

namespace Ecommerce.ServiceDefaults.Telemetry;

/// <summary>Names the span of an SQL statement: its verb and its first table, such as <c>INSERT orders</c>.</summary>
internal static partial class StatementName
{
    public static string Of(string sql)
    {
        var table = Table().Match(sql);
        var verb = Verb().Match(sql).Value.ToUpperInvariant();
        return table.Success ? $"{verb} {table.Groups[1].Value}" : verb.Length > 0 ? verb : "SQL";
    }

    [GeneratedRegex(@"[A-Za-z]+", RegexOptions.CultureInvariant)]
    private static partial Regex Verb();

    [GeneratedRegex(@"\b(?:FROM|INTO|UPDATE|JOIN)\s+([a-z_][a-z0-9_]*)", RegexOptions.CultureInvariant)]
    private static partial Regex Table();
}
