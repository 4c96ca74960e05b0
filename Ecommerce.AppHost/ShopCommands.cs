using Ecommerce.Development;
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
                UpdateState = context => context.ResourceSnapshot.HealthStatus is HealthStatus.Healthy
                    ? ResourceCommandState.Enabled
                    : ResourceCommandState.Disabled,
            });

    // The configuration of this program, which the build of the AppHost has built.
    private static string Command => RepositoryRoot.At(
        "artifacts", "bin", "Ecommerce.Cli", Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), "ecommerce");
}
