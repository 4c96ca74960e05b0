using System.CommandLine;

namespace Ecommerce.Cli.Commands;

/// <summary>What is wrong with a command line, in one sentence, and which help explains it.</summary>
internal static class UsageError
{
    // Names that differ by more are not suggested.
    private const int Near = 2;

    /// <summary>What the parser found.</summary>
    public static IEnumerable<string> Describe(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        if (command.Options.All(option => option is not RequestOption)
            && parsed.Tokens.Any(token => token.Value.Split('=', ':')[0] == "--data"))
        {
            return ["--data is the request of ecommerce call; the folder of a shop is given with --data-dir."];
        }

        if (parsed.UnmatchedTokens is [var unknown, ..])
        {
            return [Describe(command, unknown)];
        }

        return parsed.Errors.Select(error => error.Message);
    }

    /// <summary>Where the command is explained.</summary>
    public static string SeeHelp(ParseResult parsed) => $"See {NameOf(parsed.CommandResult.Command)} --help.";

    private static string Describe(Command command, string unknown)
    {
        var kind = unknown.StartsWith('-') ? "option" : command.Subcommands.Count > 0 ? "command" : "argument";
        var names = kind == "command"
            ? command.Subcommands.Where(verb => !verb.Hidden).Select(verb => verb.Name)
            : command.Options.Where(option => !option.Hidden).SelectMany(option => (string[])[option.Name, .. option.Aliases]);
        var nearest = names.Select(name => (Name: name, Distance: Distance(unknown, name)))
            .Where(candidate =>
                kind != "argument" && (candidate.Distance <= Near || candidate.Name.StartsWith(unknown, StringComparison.Ordinal)))
            .OrderBy(candidate => candidate.Distance).Select(candidate => candidate.Name).FirstOrDefault();
        var article = kind == "command" ? "a" : "an";
        var hint = nearest is null ? "" : $" Did you mean {nearest}?";
        return $"{unknown} is not {article} {kind} of {NameOf(command)}.{hint}";
    }

    private static string NameOf(Command command) =>
        command.Parents.OfType<Command>().FirstOrDefault() is { } parent ? $"{NameOf(parent)} {command.Name}" : "ecommerce";

    // Levenshtein's: how many letters to insert, delete or change.
    private static int Distance(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var changed = diagonal + (one[i - 1] == other[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(changed, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
