using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace A2A.Server;

/// <summary>How a request came.</summary>
public sealed class A2ACall
{
    private readonly List<string> _active = [];

    internal A2ACall(HttpContext http, string binding)
    {
        Http = http;
        Binding = binding;
        Extensions = [.. http.Request.Headers[A2AProtocol.ExtensionsHeader]
            .SelectMany(value => (value ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];
    }

    /// <summary>The request of HTTP that carries it, on each binding: the caller's user, certificate and address.</summary>
    public HttpContext Http { get; }

    /// <summary>A binding of <see cref="A2AProtocol"/>.</summary>
    public string Binding { get; }

    /// <summary>URIs of the extensions that the caller wants.</summary>
    public IReadOnlyList<string> Extensions { get; }

    /// <summary>Tells the caller that an extension is in use; before the first answer.</summary>
    public void Activate(string uri)
    {
        _active.Add(uri);
        Http.Response.Headers[A2AProtocol.ExtensionsHeader] = new StringValues(string.Join(", ", _active));
    }
}
