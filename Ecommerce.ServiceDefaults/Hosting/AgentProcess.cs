using System.Net.Sockets;
using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Database;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;

namespace Ecommerce.ServiceDefaults.Hosting;

/// <summary>An agent's program, from its arguments to its exit code.</summary>
public static class AgentProcess
{
    private const int Refused = 1;

    /// <summary>
    /// Serves until the process is asked to stop; with the argument <c>migrate</c>, brings the agent's databases up to date; with
    /// <c>probe</c>, asks the agent that runs on this machine whether it can serve.
    /// </summary>
    /// <param name="args">The command line.</param>
    /// <param name="name">The agent's name.</param>
    /// <param name="add">Registers what the agent has beyond the defaults; called from the agent's own assembly.</param>
    /// <param name="map">Maps what it answers beyond its service.</param>
    /// <returns>0 after an orderly end; 1 if settings, policies or ports cannot be used, an RPC has no method, or a database cannot be
    /// migrated, with a line for each fault on standard error, or if the agent that is asked is not ready.</returns>
    public static async Task<int> RunAsync(
        string[] args, string name, Action<WebApplicationBuilder> add, Action<WebApplication>? map = null)
    {
        try
        {
            if (args is ["probe"])
            {
                return await AgentProbe.RunAsync(name);
            }

            // Reading the contract takes about as long as building the host, and the policies' data need it next.
            _ = Task.Run(() => CapabilityCatalogue.PolicyData);

            // Settings files are read once: a change while it runs would not be checked.
            var builder = WebApplication.CreateSlimBuilder([.. args, "--hostBuilder:reloadConfigOnChange=false"]);
            builder.AddServiceDefaults(name);
            builder.AddTaskWorkers();
            add(builder);
            builder.CheckAgentService();
            builder.CheckConnectionStrings();
            if (args is ["migrate", ..])
            {
                return await builder.MigrateAsync();
            }

            await using var app = builder.Build();
            app.MapDefaultEndpoints();
            map?.Invoke(app);
            await app.RunAsync();
            return 0;
        }
        catch (AgentSetupException exception)
        {
            foreach (var problem in exception.Problems)
            {
                await Console.Error.WriteLineAsync($"{name}: {problem}");
            }

            return Refused;
        }
        catch (Exception exception) when (exception is SocketException or IOException { InnerException: AddressInUseException })
        {
            await Console.Error.WriteLineAsync($"{name}: it cannot listen: {exception.Message}");
            return Refused;
        }
    }
}
