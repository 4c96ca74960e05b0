using Ecommerce.ServiceDefaults.Configuration;

namespace Ecommerce.ServiceDefaults.Authorization;

/// <summary>Names policies, so that those that decided can be compared with others.</summary>
public static class PolicyRevision
{
    /// <summary>The revision of a folder of policies, as an agent that decides by them has it.</summary>
    /// <exception cref="AgentSetupException">The folder cannot be read.</exception>
    public static string Of(string folder) => PolicyFiles.ReadFolder(folder).Revision;
}
