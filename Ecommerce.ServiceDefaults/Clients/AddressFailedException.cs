namespace Ecommerce.ServiceDefaults.Clients;

/// <summary>A request was sent to one of a peer's addresses and failed there, while another one serves: the peer did not fail.</summary>
/// <param name="cause">What happened there.</param>
internal sealed class AddressFailedException(Exception cause) : HttpRequestException(
    (cause as HttpRequestException)?.HttpRequestError ?? System.Net.Http.HttpRequestError.ResponseEnded, cause.Message, cause);
