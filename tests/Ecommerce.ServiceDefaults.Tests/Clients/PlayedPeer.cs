using System.Net;
using System.Net.Http.Headers;

namespace Ecommerce.ServiceDefaults.Tests.Clients;

/// <summary>A peer that answers with an empty message, or cannot be reached while <see cref="IsDown"/>.</summary>
internal sealed class PlayedPeer : HttpMessageHandler
{
    private readonly List<string?> _deadlines = [];

    /// <summary>Whether connects fail.</summary>
    public bool IsDown { get; set; }

    /// <summary>How many requests came, answered or not.</summary>
    public int Sent => _deadlines.Count;

    /// <summary>The <c>grpc-timeout</c> of each; null for one without.</summary>
    public IReadOnlyList<string?> Deadlines => _deadlines;

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        _deadlines.Add(request.Headers.TryGetValues("grpc-timeout", out var values) ? values.Single() : null);
        if (IsDown)
        {
            return Task.FromException<HttpResponseMessage>(new HttpRequestException(HttpRequestError.ConnectionError, "refused"));
        }

        return Task.FromResult(Answer(request));
    }

    /// <summary>An answer of gRPC: an empty message.</summary>
    public static HttpResponseMessage Answer(HttpRequestMessage request)
    {
        // A frame that is not compressed and holds a message of no bytes.
        var response = new HttpResponseMessage(HttpStatusCode.OK)
        {
            Version = HttpVersion.Version20,
            RequestMessage = request,
            Content = new ByteArrayContent(new byte[5]) { Headers = { ContentType = new MediaTypeHeaderValue("application/grpc") } },
        };
        response.TrailingHeaders.Add("grpc-status", "0");
        return response;
    }
}
