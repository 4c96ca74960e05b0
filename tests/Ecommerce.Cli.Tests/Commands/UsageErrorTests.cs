namespace Ecommerce.Cli.Tests.Commands;

public sealed class UsageErrorTests
{
    [Theory]
    [InlineData("dance is no command of ecommerce.", "See ecommerce --help.", "dance")]
    [InlineData("stat is no command of ecommerce. Did you mean status?", "See ecommerce --help.", "stat")]
    [InlineData("--detahc is no option of ecommerce up. Did you mean --detach?", "See ecommerce up --help.", "up", "--detahc")]
    [InlineData("ask is no command of ecommerce authz.", "See ecommerce authz --help.", "authz", "ask")]
    [InlineData("now is no argument of ecommerce down.", "See ecommerce down --help.", "down", "now")]
    [InlineData("--data is the request of ecommerce call; the folder of a shop is --data-dir.", "See ecommerce up --help.", "up", "--data", "/tmp/shop")]
    [InlineData("--data is the request of ecommerce call; the folder of a shop is --data-dir.", "See ecommerce logs --help.", "logs", "--data", "/tmp")]
    [InlineData("--data is the request of ecommerce call; the folder of a shop is --data-dir.", "See ecommerce down --help.", "down", "--data=x")]
    public async Task A_wrong_command_line_is_told_in_a_sentence(string sentence, string next, params string[] arguments) =>
        Assert.Equal((ExitCodes.Usage, $"{sentence}\n{next}"), await CommandRun.OfAsync(arguments));

    [Theory]
    [InlineData("help", "up")]
    [InlineData("up", "-h")]
    [InlineData("up", "-?")]
    public async Task Help_is_had_in_every_usual_way(params string[] arguments) =>
        Assert.Equal(await CommandRun.OfAsync("up", "--help"), await CommandRun.OfAsync(arguments));
}
