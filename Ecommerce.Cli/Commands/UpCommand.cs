using System.CommandLine;
using Ecommerce.Development;

namespace Ecommerce.Cli.Commands;

/// <summary><c>up</c>: starts the shop and supervises it.</summary>
internal static class UpCommand
{
    /// <summary>The setting of the agents that names the folder of failpoints, and what this command takes it from.</summary>
    public const string FailpointsVariable = "Failpoints__Directory";

    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var data = new DataOption();
        var detach = new Option<bool>("--detach") { Description = "Go to the background once everything is ready" };
        var fresh = new Option<bool>("--fresh") { Description = "Delete all data first" };
        var strict = new Option<bool>("--strict") { Description = "Issue identities only to the agents that this command started" };
        var lifetime = new LifetimeOption();
        var portBase = new NumberOption<int>(
            "--port-base", $"Put every port in N … N+{Ports.Span - 1}: {Ports.Layout}", "N", 1024, Ports.HighestBase);
        var replicas = new ReplicasOption();
        var failpoints = new Option<string?>("--failpoints")
        {
            Description = $"Arm failpoints by files of their names in DIR (default: ${FailpointsVariable})",
            HelpName = "DIR",
        };
        var command = new Command("up", "Starts PostgreSQL, the development authority and the agents, and supervises them")
        {
            detach, fresh, replicas, portBase, data, strict, lifetime, failpoints,
        };
        command.SetAction((parsed, cancellationToken) => parsed.GetValue(detach)
            ? DetachedUp.RunAsync(data.FolderOf(parsed), parsed, cancellationToken)
            : ForegroundUp.RunAsync(
                data.FolderOf(parsed), replicas.PortsFrom(parsed.GetValue(portBase), parsed), parsed.GetValue(fresh),
                parsed.GetValue(strict), parsed.GetValue(lifetime), Variables(parsed.GetValue(failpoints))));
        return command;
    }

    // Nothing else of this process's environment reaches an agent.
    private static Dictionary<string, string> Variables(string? failpoints)
    {
        var folder = failpoints ?? Environment.GetEnvironmentVariable(FailpointsVariable);
        return string.IsNullOrEmpty(folder) ? [] : new() { [FailpointsVariable] = Path.GetFullPath(folder) };
    }
}
