using Ecommerce.Cli.Output;
using Ecommerce.Testing;

namespace Ecommerce.Cli.Tests.Commands;

/// <summary><c>call --data</c>: with no shop, an invalid request is refused before a shop is looked for.</summary>
public sealed class RequestOptionTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("{bad", "--data is not valid JSON: line 1, byte 2.")]
    [InlineData("", "--data is not valid JSON")]
    [InlineData("@/nowhere/request.json", "--data cannot be read")]
    [InlineData("/tmp", "The folder of a shop is given with --data-dir.")]
    public async Task An_invalid_request_is_a_usage_error(string data, string expected)
    {
        var (code, output) = await CallAsync("exec \"$@\"", data);
        Assert.Equal(ExitCodes.Usage, code);
        Assert.Contains(expected, output, StringComparison.Ordinal);
        Assert.EndsWith("See ecommerce call --help.", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{bad", ExitCodes.Usage)]
    [InlineData("{}", ExitCodes.Unreachable)]
    public async Task A_request_comes_from_a_file_or_from_standard_input(string request, int expected)
    {
        var file = _folder.At("request file.json");
        await File.WriteAllTextAsync(file, request);
        Assert.Equal(expected, (await CallAsync("exec \"$@\"", $"@{file}")).ExitCode);
        Assert.Equal(expected, (await CallAsync($"exec \"$@\" <'{file}'", "-")).ExitCode);
    }

    [Fact]
    public async Task A_request_that_no_agent_would_take_is_not_read_to_its_end() =>
        Assert.Contains("larger than 1 MiB", (await CallAsync("exec \"$@\" </dev/zero", "-")).Output, StringComparison.Ordinal);

    private Task<(int ExitCode, string Output)> CallAsync(string script, string data) => CommandRun.InShellAsync(
        script, "call", "--target", "gateway", "--capability", "route", "--data", data, "--data-dir", _folder.At("none"));
}
