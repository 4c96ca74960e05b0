using System.Text.Json.Nodes;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Ecommerce.Cli.Output;

/// <summary>JSON for people: an object is a table of two columns, a list of objects has a row for each.</summary>
internal static class JsonTable
{
    /// <summary>Writes it to the terminal.</summary>
    public static void Write(JsonNode? node) => AnsiConsole.Write(new Rows(Render(node)));

    private static IRenderable Render(JsonNode? node) => node switch
    {
        JsonObject members => RenderObject(members),
        JsonArray { Count: > 0 } items when items.All(item => item is JsonObject) => RenderRows(items),
        JsonArray items => new Text(string.Join(", ", items.Select(item => item?.ToString() ?? ""))),
        _ => new Text(node?.ToString() ?? ""),
    };

    private static Table RenderObject(JsonObject members)
    {
        var table = new Table().Border(TableBorder.Rounded).HideHeaders().AddColumns("", "");
        foreach (var (name, value) in members)
        {
            table.AddRow(new Text(name, new Style(Color.Grey)), Render(value));
        }

        return table;
    }

    private static Table RenderRows(JsonArray items)
    {
        var names = items.SelectMany(item => item!.AsObject().Select(member => member.Key)).Distinct().ToList();
        var table = new Table().Border(TableBorder.Rounded);
        foreach (var name in names)
        {
            table.AddColumn(new TableColumn(new Text(name, new Style(Color.Grey))));
        }

        foreach (var item in items)
        {
            table.AddRow(names.Select(name => Render(item![name])));
        }

        return table;
    }
}
