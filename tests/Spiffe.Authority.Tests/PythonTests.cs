using Ecommerce.Development;
using Spiffe.Tests;

namespace Spiffe.Authority.Tests;

/// <summary>py-spiffe, over the gRPC that C, C++, Python and Ruby share, opposite the development authority.</summary>
public class PythonTests
{
    private const string Script = """
        import sys
        from spiffe import WorkloadApiClient
        with WorkloadApiClient(sys.argv[1]) as client:
            print(client.fetch_x509_svid().spiffe_id, client.fetch_jwt_svid(audience={"order"}).spiffe_id)
        """;

    [Fact]
    public async Task A_client_whose_grpc_names_the_socket_by_its_escaped_path_gets_its_identities()
    {
        var venv = Path.Combine(SharedTools.Folder, "python", "venv");
        Assert.SkipUnless(File.Exists(venv), SharedTools.Missing);
        using var made = Probe.Start(venv);
        var bin = (await made.StandardOutput.ReadToEndAsync()).Trim();
        await using var world = await World.StartAsync();

        using var python = Probe.Start(Path.Combine(bin, "python"), "-c", Script, world.Authority.SocketFor("order"));
        var output = python.StandardOutput.ReadToEndAsync();
        var errors = await python.StandardError.ReadToEndAsync();
        await python.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.True(python.ExitCode == 0, errors);
        Assert.Equal($"{World.Id("order")} {World.Id("order")}", (await output).Trim());
    }
}
