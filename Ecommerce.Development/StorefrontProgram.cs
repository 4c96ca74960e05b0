using System.Globalization;
using System.Security.Cryptography;
using Ecommerce.Contracts;
using Spiffe.Authority;

namespace Ecommerce.Development;

/// <summary>
/// The storefront as the runner sees it: a client of the gateway, which has no database and no policy. It runs where it is asked for.
/// </summary>
public static class StorefrontProgram
{
    private const string Project = "Ecommerce.Web";
    private const int KeyLength = 32;

    /// <summary>The program; gathered as the agents are.</summary>
    public static string Executable { get; } = Path.Combine(AgentProgram.FolderOf(Project), Project);

    /// <summary>Where people find it.</summary>
    public static string AddressOf(Ports ports) => $"http://127.0.0.1:{Text(ports.Storefront)}";

    /// <summary>The whole environment of its process: nothing of the shell's is inherited.</summary>
    internal static Dictionary<string, string> Environment(DataFolder folder, AgentSurroundings surroundings)
    {
        var ports = surroundings.Ports;
        var gateway = AgentProgram.All.Single(agent => agent.Name == AgentNames.Gateway);
        var variables = AgentEnvironment.OfProcess();
        variables["TMPDIR"] = surroundings.Temporary;
        variables["SPIFFE_ENDPOINT_SOCKET"] = surroundings.Socket(ShopProcesses.Storefront);
        variables["web__port"] = Text(ports.Storefront);
        variables["web__http_health_port"] = Text(ports.StorefrontHealth);
        variables["web__session_key_file"] = KeyFile(folder);
        foreach (var (replica, own) in ports.ByReplica.Index())
        {
            var port = surroundings.PortOf(ShopProcesses.Storefront, gateway.Name, own.Mtls(gateway));
            variables[$"services__gateway__https__{Text(replica)}"] = $"https://127.0.0.1:{Text(port)}";
        }

        foreach (var (name, value) in surroundings.Extra.Where(variable => IsItsOwn(variable.Key)))
        {
            variables[name] = value;
        }

        return variables;
    }

    // Its settings, and where telemetry goes.
    private static bool IsItsOwn(string variable) =>
        variable.StartsWith("web__", StringComparison.Ordinal) || variable.StartsWith("OTEL_", StringComparison.Ordinal);

    // Who is signed in stays so when the storefront is started again.
    private static string KeyFile(DataFolder folder)
    {
        var file = folder.At("storefront-key");
        if (!File.Exists(file))
        {
            PrivateFiles.WriteAtomically(file, Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyLength)));
        }

        return file;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
