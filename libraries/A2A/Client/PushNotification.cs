using System.Net.Http.Headers;
using A2A.Json;
using A2A.V1;

namespace A2A.Client;

/// <summary>A push notification (A2A 4.3.3).</summary>
public static class PushNotification
{
    /// <summary>
    /// The request that tells an event to a receiver, with its token and authentication. Who sends it guards against URLs that lead to
    /// places which are not meant for the receiver, and repeats it until it is answered with a 2xx.
    /// </summary>
    public static HttpRequestMessage ToRequest(TaskPushNotificationConfig config, StreamResponse notification)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, config.Url)
        {
            Content = new ByteArrayContent(A2AJson.FormatUtf8(notification)) { Headers = { ContentType = new(A2AProtocol.MediaType) } },
        };
        if (config.Token.Length > 0)
        {
            request.Headers.Add(A2AProtocol.NotificationTokenHeader, config.Token);
        }

        if (config.Authentication is { } authentication)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue(authentication.Scheme, authentication.Credentials);
        }

        return request;
    }
}
