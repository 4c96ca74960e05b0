using System.Net;

namespace Ecommerce.Gateway.Limits;

/// <summary>Whose request a client of <c>server.forwarding_clients</c> sends; see <see cref="ForwardedVisitors"/>.</summary>
/// <param name="Address">The visitor's address.</param>
internal sealed record ForwardedVisitor(IPAddress Address);
