using Microsoft.Extensions.Hosting;

namespace Ecommerce.AppHost;

/// <summary>What running on a developer's machine needs.</summary>
internal static class DevelopmentExtensions
{
    /// <summary>
    /// Refuses to run in another environment than Development. There user secrets are not read, so that the database's password would be
    /// another at each start, while the volume keeps the first one.
    /// </summary>
    /// <exception cref="DistributedApplicationException">It is another environment.</exception>
    public static void RequireDevelopment(this IDistributedApplicationBuilder builder)
    {
        if (builder.ExecutionContext.IsRunMode && !builder.Environment.IsDevelopment())
        {
            throw new DistributedApplicationException(
                $"The AppHost runs in {builder.Environment.EnvironmentName}: set DOTNET_ENVIRONMENT=Development, or start it by "
                + "`dotnet run --project Ecommerce.AppHost`, whose launch profiles do.");
        }
    }
}
