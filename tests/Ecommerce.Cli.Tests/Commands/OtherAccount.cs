using Ecommerce.Development;
using Ecommerce.Development.Processes;
using Ecommerce.Testing;
using Spiffe.Authority;

namespace Ecommerce.Cli.Tests.Commands;

/// <summary>The program under an account without powers: <c>nobody</c> where the tests run as root, else their own.</summary>
internal sealed class OtherAccount : IDisposable
{
    // Runs a copy of the program, since the repository may be in a folder that other accounts cannot enter.
    private readonly TestFolder _copy = new();

    public OtherAccount()
    {
        Assert.SkipUnless(
            !Environment.IsPrivilegedProcess || (Accounts.Exists("nobody") && FilePermissions.IsOpenToAll(AgentProgram.DotnetRoot)),
            "no account without powers can run .NET here");
        foreach (var file in Directory.GetFiles(AppContext.BaseDirectory))
        {
            var copy = _copy.At(Path.GetFileName(file));
            File.Copy(file, copy);
            File.SetUnixFileMode(copy, PrivateFiles.FileMode | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        }
    }

    public void Dispose() => _copy.Dispose();

    public Task<(int ExitCode, string Output)> RunAsync(string[] arguments, string home = "/")
    {
        string[] account = Environment.IsPrivilegedProcess
            ? ["setpriv", "--reuid=nobody", $"--regid={Accounts.GroupOf("nobody")}", "--clear-groups"]
            : [];
        return Tool.RunAsync(TimeSpan.FromSeconds(30),
        [
            "env", "-u", "ECOMMERCE_DATA", "-u", "XDG_DATA_HOME", $"HOME={home}", .. account,
            Path.Combine(AgentProgram.DotnetRoot, "dotnet"), _copy.At("ecommerce.dll"), .. arguments,
        ]);
    }
}
