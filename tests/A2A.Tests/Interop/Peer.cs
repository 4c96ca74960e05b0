using System.Diagnostics;
using System.Text.Json;
using Ecommerce.Development;

namespace A2A.Tests.Interop;

/// <summary>A program that is built on another implementation of the protocol, from the scripts beside this file.</summary>
internal sealed class Peer : IAsyncDisposable
{
    private static readonly TimeSpan CommandTimeout = TimeSpan.FromMinutes(3);
    private readonly Process _process;

    private Peer(Process process, JsonElement greeting)
    {
        _process = process;
        Greeting = greeting;
    }

    /// <summary>What it printed first.</summary>
    public JsonElement Greeting { get; }

    /// <summary>The interpreter and folder of a script; skips the test where they cannot be had.</summary>
    public static async Task<(string Program, string Folder)> RequireAsync(string script)
    {
        var isNode = script.EndsWith(".mjs", StringComparison.Ordinal);
        var tools = isNode ? await NodePackages.Value : await PythonPackages.Value;
        Assert.SkipWhen(tools.Missing is not null, tools.Missing ?? "");
        return (tools.Program, tools.Folder);
    }

    /// <summary>Runs a script to its end and gives what it printed.</summary>
    public static async Task<string> RunAsync(string script, params string[] arguments)
    {
        var (program, folder) = await RequireAsync(script);
        var (exit, output) = await ExecuteAsync(program, [Path.Combine(folder, script), .. arguments]);
        Assert.True(exit == 0, output);
        return output;
    }

    /// <summary>Starts a script that serves until it is disposed.</summary>
    public static async Task<Peer> StartAsync(string script)
    {
        var (program, folder) = await RequireAsync(script);
        var process = Start(program, Path.Combine(folder, script));
        using var timeout = new CancellationTokenSource(CommandTimeout);
        var line = await process.StandardOutput.ReadLineAsync(timeout.Token)
            ?? throw new InvalidOperationException(await process.StandardError.ReadToEndAsync(timeout.Token));
        return new(process, JsonDocument.Parse(line).RootElement);
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        using var timeout = new CancellationTokenSource(CommandTimeout);
        await _process.WaitForExitAsync(timeout.Token);
        _process.Dispose();
    }

    private static Lazy<Task<(string Program, string Folder, string? Missing)>> NodePackages { get; } = new(async () =>
    {
        // npm puts them there once; the scripts find them beside themselves.
        const string Packages = "@a2a-js/sdk@1.3.0 @grpc/grpc-js@1.14.7 @bufbuild/protobuf@2.17.0 express@5.3.0";
        var folder = RepositoryRoot.At("artifacts", "a2a-peer");
        Directory.CreateDirectory(folder);
        var (exit, output) = (0, "");
        if (!File.Exists(Path.Combine(folder, "package.json")))
        {
            (exit, output) = await ExecuteAsync(
                "npm", ["install", "--silent", "--no-audit", "--no-fund", "--fetch-retries=0", "--prefix", folder, .. Packages.Split(' ')]);
        }

        foreach (var script in Directory.GetFiles(Scripts, "*.mjs"))
        {
            File.Copy(script, Path.Combine(folder, Path.GetFileName(script)), overwrite: true);
        }

        return ("node", folder, exit == 0 ? null : $"{Packages} cannot be had from npm: {output}");
    });

    private static Lazy<Task<(string Program, string Folder, string? Missing)>> PythonPackages { get; } = new(async () =>
    {
        var venv = Path.Combine(SharedTools.Folder, "python", "venv");
        var (exit, output) = File.Exists(venv) ? await ExecuteAsync(venv, []) : (1, "");
        return exit == 0 ? (Path.Combine(output, "python"), Scripts, (string?)null) : ("", "", SharedTools.Missing);
    });

    private static string Scripts => Path.Combine(AppContext.BaseDirectory, "Interop");

    private static async Task<(int Exit, string Output)> ExecuteAsync(string program, params string[] arguments)
    {
        Process process;
        try
        {
            process = Start(program, arguments);
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            return (-1, exception.Message);
        }

        using (process)
        {
            using var timeout = new CancellationTokenSource(CommandTimeout);
            var output = process.StandardOutput.ReadToEndAsync(timeout.Token);
            var errors = process.StandardError.ReadToEndAsync(timeout.Token);
            try
            {
                await process.WaitForExitAsync(timeout.Token);
                return (process.ExitCode, process.ExitCode == 0 ? (await output).Trim() : await output + await errors);
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                return (-1, $"{program} did not end within {CommandTimeout.TotalSeconds:0} s.");
            }
        }
    }

    private static Process Start(string program, params string[] arguments) => Process.Start(new ProcessStartInfo(program, arguments)
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;
}
