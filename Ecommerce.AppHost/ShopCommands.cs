using Ecommerce.Contracts;
using Ecommerce.Development;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Ecommerce.AppHost;

#pragma warning disable ASPIREPROCESSCOMMAND001 // Commands of processes are for evaluation in Aspire 13.5.

/// <summary>What the dashboard can do with the shop.</summary>
internal static class ShopCommands
{
    private const int TourLines = 200;

    /// <summary>Adds the tour of <c>ecommerce demo</c>: a user signs in and orders.</summary>
    public static IResourceBuilder<ProjectResource> WithDemoOrder(this IResourceBuilder<ProjectResource> gateway) =>
        gateway.WithProcessCommand(
            "demo-order",
            "Place a demo order",
            Command,
            ["demo"],
            new()
            {
                Description = "Runs `ecommerce demo`: a user signs in, orders, and meets a denied call and a declined card.",
                IconName = "Cart",
                IsHighlighted = true,
                MaxOutputLineCount = TourLines,
                UpdateState = WhileHealthy,
            });

    /// <summary>Adds what <c>ecommerce database reset</c> does, to the server in a container; the agents are stopped meanwhile.</summary>
    public static void WithDataReset(this DatabaseServer server, IReadOnlyList<ShopDatabase> databases) => server.Resource?.WithCommand(
        "reset-data",
        "Reset the data",
        context => ResetAsync(server.Resource.Resource, databases, context),
        new()
        {
            Description = "Stops the agents, does what `ecommerce database reset` does, and starts them.",
            ConfirmationMessage = "Every user, order and payment is deleted. Go on?",
            IconName = "DatabaseWarning",
            Progress = new() { Message = "New databases are created and migrated.", HideCancelButton = true },
            UpdateState = WhileHealthy,
        });

    private static async Task<ExecuteCommandResult> ResetAsync(
        PostgresServerResource server, IReadOnlyList<ShopDatabase> databases, ExecuteCommandContext context)
    {
        var commands = context.Services.GetRequiredService<ResourceCommandService>();
        var resources = context.Services.GetRequiredService<DistributedApplicationModel>().Resources;
        var agents = resources.Where(resource => AgentNames.All.Contains(resource.Name)).ToList();
        var connection = await server.GetConnectionStringAsync(context.CancellationToken);
        var passwords = new Dictionary<string, string>();
        foreach (var role in databases.SelectMany(database => database.Roles))
        {
            passwords[role.Name] = (await role.Password.Resource.GetValueAsync(context.CancellationToken))!;
        }

        try
        {
            await EachAgentAsync(KnownResourceCommands.StopCommand);
            await DatabaseReset.RunAsync(connection!, passwords, TimeProvider.System, context.CancellationToken);
        }
        finally
        {
            await EachAgentAsync(KnownResourceCommands.StartCommand);
        }

        return CommandResults.Success("The databases are new, and the agents start.");

        // To the end, also if the command is cancelled meanwhile.
        async Task EachAgentAsync(string command)
        {
            var results = await Task.WhenAll(
                agents.Select(agent => commands.ExecuteCommandAsync(agent, command, CancellationToken.None)));
            if (results.FirstOrDefault(result => !result.Success) is { } failure)
            {
                throw new DistributedApplicationException(failure.Message!);
            }
        }
    }

    private static ResourceCommandState WhileHealthy(UpdateCommandStateContext context) =>
        context.ResourceSnapshot.HealthStatus is HealthStatus.Healthy ? ResourceCommandState.Enabled : ResourceCommandState.Disabled;

    // The configuration of this program, which the build of the AppHost has built.
    private static string Command => Path.Combine(AgentProgram.FolderOf("Ecommerce.Cli"), "ecommerce");
}
