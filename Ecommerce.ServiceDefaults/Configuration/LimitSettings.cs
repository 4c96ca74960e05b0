namespace Ecommerce.ServiceDefaults.Configuration;

/// <summary>
/// The gateway's rate and stream limits; see <c>limits</c> in <c>config/gateway.yaml</c>. Each instance counts by itself.
/// </summary>
/// <param name="RequestsPerSecond">From all callers of a listener together.</param>
/// <param name="AddressRequestsPerSecond">From an address at the public port.</param>
/// <param name="AddressBurst">How many requests an address may send at once before that rate applies.</param>
/// <param name="AddressPasswordsPerMinute">Requests that carry a password, from an address at the public port.</param>
/// <param name="ClientPasswordsPerMinute">Requests that carry a password, from a SPIFFE ID on mutual TLS.</param>
/// <param name="AccountPasswordsPerMinute">Requests that carry a password, for one account and from one caller.</param>
/// <param name="ClientRequestsPerSecond">From a SPIFFE ID on mutual TLS.</param>
/// <param name="UserRequestsPerSecond">From a user who is signed in, wherever from.</param>
/// <param name="UserQuestionsPerMinute">Questions in plain words, of a user, or of a SPIFFE ID without one.</param>
/// <param name="Streams">Open event streams in all.</param>
/// <param name="CallerStreams">Open event streams of an address, or of a SPIFFE ID on mutual TLS.</param>
public sealed record LimitSettings(
    int RequestsPerSecond,
    int AddressRequestsPerSecond,
    int AddressBurst,
    int AddressPasswordsPerMinute,
    int ClientPasswordsPerMinute,
    int AccountPasswordsPerMinute,
    int ClientRequestsPerSecond,
    int UserRequestsPerSecond,
    int UserQuestionsPerMinute,
    int Streams,
    int CallerStreams);
