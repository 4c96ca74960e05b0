using Ecommerce.Cli.Output;
using Ecommerce.Contracts;
using Ecommerce.Testing;

namespace Ecommerce.Cli.Tests.Commands;

public sealed class UsageErrorTests
{
    [Theory]
    [InlineData("dance is not a command of ecommerce.", "See ecommerce --help.", "dance")]
    [InlineData("stat is not a command of ecommerce. Did you mean status?", "See ecommerce --help.", "stat")]
    [InlineData("--detahc is not an option of ecommerce up. Did you mean --detach?", "See ecommerce up --help.", "up", "--detahc")]
    [InlineData("ask is not a command of ecommerce authz.", "See ecommerce authz --help.", "authz", "ask")]
    [InlineData("now is not an argument of ecommerce down.", "See ecommerce down --help.", "down", "now")]
    [InlineData("--data is the request of ecommerce call; the folder of a shop is given with --data-dir.", "See ecommerce up --help.", "up",
        "--data", "/tmp/shop")]
    [InlineData("--data is the request of ecommerce call; the folder of a shop is given with --data-dir.", "See ecommerce logs --help.",
        "logs", "--data", "/tmp")]
    [InlineData("--data is the request of ecommerce call; the folder of a shop is given with --data-dir.", "See ecommerce down --help.",
        "down", "--data=x")]
    [InlineData("--port-base must be a number from 1024 to 65466, not abc.", "See ecommerce up --help.", "up", "--port-base", "abc")]
    [InlineData("--port-base must be a number from 1024 to 65466, not 80.", "See ecommerce up --help.", "up", "--port-base", "80")]
    [InlineData("--port-base must be a number from 1024 to 65466, not empty.", "See ecommerce up --help.", "up", "--port-base", "")]
    [InlineData("--svid-ttl must be a time from 4s to 168h, not 3s.", "See ecommerce up --help.", "up", "--svid-ttl", "3s")]
    [InlineData("--svid-ttl must be a time from 4s to 168h, not 169h.", "See ecommerce up --help.", "up", "--svid-ttl", "169h")]
    [InlineData("--svid-ttl must be a time from 4s to 168h, not 20.", "See ecommerce up --help.", "up", "--svid-ttl", "20")]
    [InlineData("--svid-ttl must be a time from 4s to 168h, not empty.", "See ecommerce authority --help.", "authority", "--svid-ttl", "")]
    [InlineData("--seconds must be a number from 1 to 600, not abc.", "See ecommerce bench call --help.", "bench", "call", "--seconds",
        "abc")]
    [InlineData("--minutes must be a number from 0.01 to 60, not NaN.", "See ecommerce demo --help.", "demo", "--minutes", "NaN")]
    [InlineData("--load must be a number from 1 to 256, not 0.", "See ecommerce demo --help.", "demo", "--load", "0")]
    [InlineData("--data-dir must name a folder.", "See ecommerce up --help.", "up", "--data-dir", "")]
    [InlineData("transaction_id must be a UUID, not one.", "See ecommerce sandbox complete --help.", "sandbox", "complete", "one")]
    [InlineData("Give --connection, or set ConnectionStrings__postgres.", "See ecommerce database setup --help.", "database", "setup")]
    public async Task A_wrong_command_line_is_told_in_a_sentence(string sentence, string next, params string[] arguments) =>
        Assert.Equal((ExitCodes.Usage, $"{sentence}\n{next}"), await CommandRun.OfAsync(arguments));

    [Theory]
    [InlineData("agent", "card", "nobody")]
    [InlineData("agent", "ping", "nobody")]
    [InlineData("agent", "health", "nobody")]
    [InlineData("--target", "call", "--target", "nobody", "--capability", "route")]
    public async Task An_unknown_agent_is_answered_with_the_names_of_those_there_are(string where, params string[] arguments) =>
        Assert.Equal(
            (ExitCodes.Usage,
                $"{where}: nobody is not an agent. Choose one of {string.Join(", ", AgentNames.All)}.\n"
                + $"See ecommerce {arguments[0]} --help."),
            await CommandRun.OfAsync(arguments));

    [Theory]
    [InlineData("help", "up")]
    [InlineData("up", "-h")]
    [InlineData("up", "-?")]
    public async Task Help_is_had_in_every_usual_way(params string[] arguments) =>
        Assert.Equal(await CommandRun.OfAsync("up", "--help"), await CommandRun.OfAsync(arguments));

    [Fact]
    public async Task The_version_is_had_in_both_usual_ways() =>
        Assert.Equal(await CommandRun.OfAsync("--version"), await CommandRun.OfAsync("-v"));
}
