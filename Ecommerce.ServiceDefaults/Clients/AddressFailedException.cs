namespace Ecommerce.ServiceDefaults.Clients;

/// <summary>
/// A request was sent to one of a peer's addresses, of which nothing bad was known, and failed there. Whether the peer fails, the next one
/// shows, which goes elsewhere.
/// </summary>
/// <param name="cause">What happened there.</param>
internal sealed class AddressFailedException(Exception cause) : HttpRequestException(
    (cause as HttpRequestException)?.HttpRequestError ?? System.Net.Http.HttpRequestError.ResponseEnded, cause.Message, cause);
