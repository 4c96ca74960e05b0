using System.Globalization;
using System.Reflection;
using System.Text.Json.Nodes;
using Npgsql;

namespace Ecommerce.Testing;

/// <summary>What statements are held to before their tables grow: they find their rows by an index.</summary>
public static class QueryPlans
{
    /// <summary>The names of the statements that a class such as <c>OrderSql</c> holds as public constants.</summary>
    public static TheoryData<string> NamesOf(Type statements) =>
        new(Statements(statements).Select(field => field.Name));

    /// <summary>The text of one of them.</summary>
    public static string TextOf(Type statements, string name) =>
        (string)Statements(statements).Single(field => field.Name == name).GetValue(null)!;

    /// <summary>
    /// Asks for the plan that serves every value of the parameters, and fails if it reads a table otherwise than by a condition on an
    /// index. The tables may be empty: a scan of a whole table is planned only where no index answers the question.
    /// </summary>
    /// <param name="database">The database with the statement's tables.</param>
    /// <param name="sql">A single statement.</param>
    /// <param name="whole">The tables that it is meant to read as a whole.</param>
    /// <exception cref="InvalidOperationException">It does not; with the plan.</exception>
    public static async Task AssertIndexedAsync(NpgsqlDataSource database, string sql, params string[] whole)
    {
        var plan = await PlanAsync(database, sql);
        if (ScannedTables(plan["Plan"]!).Except(whole).Any())
        {
            throw new InvalidOperationException($"{sql}\nis planned as\n{plan}");
        }
    }

    /// <summary>
    /// As <see cref="AssertIndexedAsync"/>, and fails too if rows are read that are none of the answer's: a condition on one column finds
    /// the rows by an index, and another column's rejects most of them.
    /// </summary>
    /// <param name="database">The database with the statement's tables.</param>
    /// <param name="sql">A single statement.</param>
    /// <exception cref="InvalidOperationException">It does not; with the plan.</exception>
    public static async Task AssertUnfilteredAsync(NpgsqlDataSource database, string sql)
    {
        var plan = await PlanAsync(database, sql);
        if (ScansOf(plan["Plan"]!).Any(scan => !IsIndexed(scan) || scan["Filter"] is not null))
        {
            throw new InvalidOperationException($"{sql}\nis planned as\n{plan}");
        }
    }

    /// <summary>The plan of the statement that was prepared.</summary>
    /// <param name="connection">Where it was prepared.</param>
    /// <param name="options">Further options of EXPLAIN, each with a comma behind it.</param>
    /// <param name="arguments">The parameters in SQL, with commas.</param>
    public static async Task<JsonNode> ExplainAsync(NpgsqlConnection connection, string options, string arguments)
    {
        var values = arguments.Length == 0 ? "" : $"({arguments})";
        return JsonNode.Parse((string)(await ExecuteAsync(connection, $"EXPLAIN ({options}FORMAT JSON) EXECUTE asked{values}"))!)![0]!;
    }

    /// <summary>The tables that a plan reads otherwise than by a condition on an index.</summary>
    public static IEnumerable<string> ScannedTables(JsonNode plan) =>
        ScansOf(plan).Where(scan => !IsIndexed(scan)).Select(scan => (string)scan["Relation Name"]!);

    /// <summary>Prepares a single statement for <see cref="ExplainAsync"/>.</summary>
    public static async Task PrepareAsync(NpgsqlConnection connection, string sql)
    {
        try
        {
            await ExecuteAsync(connection, $"PREPARE asked AS {sql}");
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.AmbiguousParameter)
        {
            // A parameter that is only compared with NULL has no type of its own; clients name it.
            var number = int.Parse(exception.MessageText.Split('$')[1], CultureInfo.InvariantCulture);
            var types = string.Join(", ", Enumerable.Repeat("unknown", number - 1).Append("text"));
            await ExecuteAsync(connection, $"PREPARE asked ({types}) AS {sql}");
        }
    }

    private static async Task<JsonNode> PlanAsync(NpgsqlDataSource database, string sql)
    {
        await using var connection = await database.OpenConnectionAsync();
        await ExecuteAsync(connection, "SET enable_seqscan = off");
        await ExecuteAsync(connection, "SET plan_cache_mode = force_generic_plan");
        await PrepareAsync(connection, sql);
        var parameters = (int)(await ExecuteAsync(
            connection, "SELECT cardinality(parameter_types) FROM pg_prepared_statements WHERE name = 'asked'"))!;
        var plan = await ExplainAsync(connection, options: "", string.Join(", ", Enumerable.Repeat("NULL", parameters)));
        await ExecuteAsync(connection, "DEALLOCATE asked");
        return plan;
    }

    private static IEnumerable<FieldInfo> Statements(Type statements) =>
        statements.GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.FieldType == typeof(string));

    // A node of a plan that reads a table; one that writes has its name too.
    private static IEnumerable<JsonNode> ScansOf(JsonNode node)
    {
        var inner = (node["Plans"] as JsonArray ?? []).SelectMany(child => ScansOf(child!));
        return node["Relation Name"] is not null && (string?)node["Node Type"] != "ModifyTable" ? inner.Prepend(node) : inner;
    }

    private static bool IsIndexed(JsonNode scan) => (string?)scan["Node Type"] switch
    {
        "Index Scan" or "Index Only Scan" => scan["Index Cond"] is not null,
        "Bitmap Heap Scan" => scan["Recheck Cond"] is not null,
        "Tid Scan" => true,
        _ => false,
    };

    private static async Task<object?> ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
