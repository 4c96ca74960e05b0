using Ecommerce.Contracts.Json;

namespace Ecommerce.ServiceDefaults.Transport;

/// <summary>The largest messages between agents, in bytes.</summary>
internal static class MessageLimits
{
    /// <summary>A request: the largest JSON document, and what surrounds it.</summary>
    public const int Request = 2 * ContractJson.MaxBytes;

    /// <summary>A reply, as the published contract has it.</summary>
    public const int Reply = 10 * 1024 * 1024;
}
