using Ecommerce.Contracts;
using Google.Protobuf;

namespace Ecommerce.ServiceDefaults.Clients;

/// <summary>What a call is decided as, and what its token is for, where its method does not say it.</summary>
/// <param name="Name">The action: a capability's name, or another such as <c>task.get</c>.</param>
/// <param name="IsRead">Whether it changes nothing, so that a repeat is harmless.</param>
/// <param name="Capability">The capability that it is; null for none.</param>
/// <param name="Request">The capability's request.</param>
public sealed record OutboundAction(string Name, bool IsRead, Capability? Capability = null, IMessage? Request = null);
