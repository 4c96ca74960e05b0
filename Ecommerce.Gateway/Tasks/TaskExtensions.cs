using A2A.Server;
using Ecommerce.Gateway.Routing;

namespace Ecommerce.Gateway.Tasks;

/// <summary>Registers the Agent2Agent protocol for the whole shop, in place of the gateway's own alone.</summary>
internal static class TaskExtensions
{
    public static void AddShopTasks(this WebApplicationBuilder builder) => builder.Services
        .AddSingleton(services => ShopSkills.Of(services.GetRequiredService<AgentRouter>()))
        .AddSingleton<TaskRelay>().AddSingleton<A2AHandler, ShopTasks>();
}
