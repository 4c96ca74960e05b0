using Ecommerce.Contracts;
using Ecommerce.Gateway.Routing;
using Ecommerce.ServiceDefaults.A2A;
using Ecommerce.ServiceDefaults.Capabilities;

namespace Ecommerce.Gateway.Tasks;

/// <summary>The skills of the agents behind the gateway, which it calls as it does for every other surface.</summary>
internal static class ShopSkills
{
    /// <summary>The <see cref="NamedCapabilities"/> by names that the gateway has not itself.</summary>
    private static readonly Capability[] All =
        [.. NamedCapabilities.All.Where(capability => CapabilityCatalogue.Find(AgentNames.Gateway, capability.Name) is null)];

    /// <summary>The agents whose tasks outlive the call, and live with them.</summary>
    public static IReadOnlyList<string> Keepers { get; } =
        [.. All.Where(capability => capability.Task is not null).Select(capability => capability.Agent).Distinct()];

    /// <summary>All of them, behind a router.</summary>
    public static OtherSkills Of(AgentRouter router) => new(
        All,
        (capability, request, context) => router.CallAsync(capability, request, context.Call().Key, context.CancellationToken),
        async (capability, request, write, context) =>
        {
            using var stream = router.Stream(capability, request, context.CancellationToken);
            while (await stream.MoveNext(context.CancellationToken))
            {
                await write(stream.Current);
            }
        });
}
