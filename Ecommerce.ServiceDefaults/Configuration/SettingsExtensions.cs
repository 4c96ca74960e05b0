using Microsoft.AspNetCore.Builder;

namespace Ecommerce.ServiceDefaults.Configuration;

/// <summary>Reaches an agent's settings while its services are registered.</summary>
public static class SettingsExtensions
{
    /// <summary>The settings, which <c>AddServiceDefaults</c> has read and checked.</summary>
    public static AgentSettings AgentSettings(this WebApplicationBuilder builder) =>
        builder.Services.Select(service => service.ImplementationInstance).OfType<AgentSettings>().Single();
}
