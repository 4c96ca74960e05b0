using System.Diagnostics;
using System.Net.Sockets;
using Ecommerce.Development;
using Ecommerce.Testing;
using Rego.Values;

namespace Ecommerce.ServiceDefaults.Tests.Authorization;

/// <summary>A real OPA server on a Unix socket, with the repository's policies and a document of the test's.</summary>
internal sealed class OpaServer : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(20);

    private readonly TestFolder _folder;
    private readonly Process _process;

    private OpaServer(TestFolder folder, Process process) => (_folder, _process) = (folder, process);

    /// <summary>For <c>authorization.opa_endpoint</c>.</summary>
    public string Endpoint => EndpointIn(_folder);

    /// <summary>Where a server listens that is started in that folder.</summary>
    public static string EndpointIn(TestFolder folder) => $"unix://{folder.At("opa.sock")}";

    /// <summary>Starts it.</summary>
    /// <param name="data">The base document.</param>
    /// <param name="folder">Where its socket is to be, as <see cref="EndpointIn"/> tells; the server deletes it in the end.</param>
    public static async Task<OpaServer> StartAsync(RegoValue data, TestFolder? folder = null)
    {
        var opa = SharedTools.Find("opa");
        Assert.SkipWhen(opa is null, SharedTools.Missing);
        folder ??= new TestFolder();
        await File.WriteAllTextAsync(folder.At("data.json"), data.ToJson());
        string[] arguments =
        [
            "run", "--server", "--addr", $"unix://{folder.At("opa.sock")}", "--log-level", "error", "--disable-telemetry",
            .. Directory.GetFiles(RepositoryRoot.At("policies"), "*.rego"), RepositoryRoot.At("policies", "lib"), folder.At("data.json"),
        ];
        var server = new OpaServer(folder, Process.Start(new ProcessStartInfo(opa, arguments) { RedirectStandardError = true })!);
        try
        {
            await server.UntilItListensAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _folder.Dispose();
    }

    private async Task UntilItListensAsync()
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(_folder.At("opa.sock")));
                return;
            }
            catch (SocketException) when (!_process.HasExited && TimeProvider.System.GetElapsedTime(started) < StartLimit)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
            }
        }
    }
}
