using System.Globalization;
using Ecommerce.Cli.Output;
using Spectre.Console;

namespace Ecommerce.Cli.Demo;

/// <summary>Prints the tour: in colour and tables on a terminal, in plain lines elsewhere.</summary>
/// <param name="terminal">Whether standard output is a terminal.</param>
internal sealed class Narrator(bool terminal)
{
    private int _chapters;

    /// <summary>Begins the next chapter.</summary>
    public void Chapter(string title) => Write($"\n{++_chapters}. {title}", "bold");

    /// <summary>Says what is done.</summary>
    public void Say(string sentence) => Write($"   {sentence}");

    /// <summary>What the reader should notice.</summary>
    public void Notice(string sentence) => Write($"   → {sentence}", "blue");

    /// <summary>Rows of text below headings.</summary>
    public void Table(string[] headings, params string[][] rows)
    {
        if (terminal)
        {
            var table = new Table().Border(TableBorder.Rounded).AddColumns(headings);
            foreach (var row in rows)
            {
                table.AddRow(row.Select(Markup.Escape).ToArray());
            }

            AnsiConsole.Write(new Padder(table, new Padding(3, 0, 0, 0)));
            return;
        }

        // A first column without a heading names the row.
        var skip = headings[0].Length == 0 ? 1 : 0;
        foreach (var row in rows)
        {
            var cells = row.Zip(headings, (value, heading) => $"{heading} {value}").Skip(skip);
            Write($"   {(skip > 0 ? row[0] + ": " : "")}{string.Join(", ", cells)}");
        }
    }

    /// <summary>Checks a claim, and prints it.</summary>
    /// <param name="claim">What must hold.</param>
    /// <param name="expected">The expected value.</param>
    /// <param name="found">The value found.</param>
    /// <exception cref="CommandException">It does not hold: the tour ends.</exception>
    public void Check<T>(string claim, T expected, T? found)
    {
        var (wanted, had) = (Text(expected), Text(found));
        if (wanted != had)
        {
            throw new CommandException($"Demo check failed: {claim}: expected {wanted}, found {had}.");
        }

        Write($"   ✓ {claim}: {had}", "green");
    }

    private void Write(string line, string style = "default")
    {
        if (terminal)
        {
            AnsiConsole.MarkupLine($"[{style}]{Markup.Escape(line)}[/]");
        }
        else
        {
            Console.WriteLine(line);
        }
    }

    private static string Text<T>(T? value) =>
        Convert.ToString(value, CultureInfo.InvariantCulture) is { Length: > 0 } text ? text : "nothing";
}
