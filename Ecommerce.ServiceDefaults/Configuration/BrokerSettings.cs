namespace Ecommerce.ServiceDefaults.Configuration;

/// <summary>Where events are published; see <c>events</c> in <c>config/order.yaml</c>.</summary>
/// <param name="Address"><c>amqp://</c> or <c>amqps://</c>, a host, and if need be a port and a virtual host.</param>
/// <param name="CredentialsFile">A file with <c>user:password</c>, read for each connection; empty for the broker's default user.</param>
/// <param name="AuthorityFile">In PEM the certificates of those that may vouch for the broker; empty for those that the system
/// trusts.</param>
/// <param name="Exchange">The topic exchange.</param>
public sealed record BrokerSettings(Uri Address, string CredentialsFile, string AuthorityFile, string Exchange);
