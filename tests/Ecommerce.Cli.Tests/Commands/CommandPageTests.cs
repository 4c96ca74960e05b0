using System.CommandLine;
using System.CommandLine.Help;
using Ecommerce.Cli.Commands;
using Ecommerce.Cli.Output;
using Ecommerce.Development;

namespace Ecommerce.Cli.Tests.Commands;

/// <summary>docs/command-line.md, which is also the help where nothing is built.</summary>
public sealed class CommandPageTests
{
    private static readonly Dictionary<string, string> Sections = File.ReadAllText(RepositoryRoot.At("docs", "command-line.md"))
        .Split("\n### ").Skip(1).ToDictionary(section => section.Split('\n')[0], section => section.Split("\n## ")[0]);

    [Fact]
    public void Every_command_has_a_section_and_every_section_a_command() =>
        Assert.Equal(Commands().Select(command => command.Path).Order(), Sections.Keys.Order());

    [Fact]
    public void Every_option_stands_in_its_commands_section()
    {
        foreach (var (path, command) in Commands())
        {
            var options = command.Options.Where(option => !option.Hidden && option is not HelpOption);
            Assert.All(options, option => Assert.Contains($"`{option.Name}", Sections[path], StringComparison.Ordinal));
        }
    }

    [Fact]
    public void No_help_shows_the_text_of_an_object()
    {
        foreach (var (path, command) in Commands())
        {
            using var help = new StringWriter();
            CommandLine.Create().Parse([.. path.Split(' ')[1..], "--help"]).Invoke(new() { Output = help });
            Assert.Contains("Usage:", help.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain("System.", help.ToString(), StringComparison.Ordinal);
            Assert.All(command.Options, option => Assert.True(option.Hidden || help.ToString().Contains(option.Name)));
        }
    }

    [Fact]
    public void Every_exit_code_is_told()
    {
        var page = File.ReadAllText(RepositoryRoot.At("docs", "command-line.md"));
        int[] codes = [ExitCodes.Done, ExitCodes.Failed, ExitCodes.Usage, ExitCodes.Unreachable, ExitCodes.ApprovalRequired];
        Assert.All(codes, code => Assert.Contains($"| {code} | ", page, StringComparison.Ordinal));
    }

    private static IEnumerable<(string Path, Command Command)> Commands() => Below("ecommerce", CommandLine.Create());

    // A command that only groups others is described together with them.
    private static IEnumerable<(string Path, Command Command)> Below(string path, Command command) =>
    [
        .. command.Action is null ? Array.Empty<(string, Command)>() : [(path, command)],
        .. command.Subcommands.Where(verb => !verb.Hidden).SelectMany(verb => Below($"{path} {verb.Name}", verb)),
    ];
}
