using Ecommerce.Contracts;
using Ecommerce.Gateway.Limits;
using Ecommerce.Gateway.Routing;
using Ecommerce.ServiceDefaults.Errors;

namespace Ecommerce.Gateway.Rest;

/// <summary>How a path answers a method.</summary>
/// <param name="Verb">The HTTP method; GET answers HEAD too.</param>
/// <param name="MediaType">What it answers with.</param>
/// <param name="RunAsync">Answers.</param>
/// <param name="OtherMediaType">What the same answer is called for who does not accept the first; null for nothing.</param>
internal sealed record RestMethod(
    string Verb, string MediaType, Func<RestCalls, HttpContext, Task> RunAsync, string? OtherMediaType = null);

/// <summary>A path with all of its methods, so that it can list them in Allow.</summary>
internal sealed class RestResource
{
    private readonly IReadOnlyList<RestMethod> _methods;
    private readonly string _allow;

    public RestResource(params IReadOnlyList<RestMethod> methods)
    {
        _methods = methods;
        _allow =
            string.Join(
                ", ", methods.SelectMany(method => method.Verb == "GET" ? ["GET", "HEAD"] : new[] { method.Verb }).Append("OPTIONS"));
    }

    /// <summary>Answers a request; a failure is answered as a problem.</summary>
    public async Task AnswerAsync(HttpContext context)
    {
        try
        {
            await RunAsync(context);
        }
        catch (ProblemException exception) when (!context.Response.HasStarted)
        {
            await ProblemReply.WriteAsync(context, exception.Code == ErrorCodes.Forbidden && OutsideCalls.IsAnonymous(context)
                ? OutsideCalls.SignIn()
                : exception);
        }
        catch (BadHttpRequestException exception) when (!context.Response.HasStarted)
        {
            await ProblemReply.WriteAsync(context, RateLimiting.Refusal(exception));
        }
        catch (Exception exception) when (exception is OperationCanceledException or ProblemException)
        {
            // The client disconnected, or a stream ended early: the client sees the end and resumes after its last event.
        }
    }

    private async Task RunAsync(HttpContext context)
    {
        var verb = context.Request.Method;
        if (HttpMethods.IsOptions(verb))
        {
            context.Response.Headers.Allow = _allow;
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        // RFC 9110 9.3.2: HEAD is GET without the body, which the server leaves out by itself.
        var wanted = HttpMethods.IsHead(verb) ? HttpMethods.Get : verb;
        if (_methods.FirstOrDefault(method => HttpMethods.Equals(method.Verb, wanted)) is not { } method)
        {
            context.Response.Headers.Allow = _allow;
            throw new ProblemException(ErrorCodes.MethodNotAllowed, $"The methods here are {_allow}.");
        }

        if (method.OtherMediaType is { } other && !RestAccept.IsAccepted(context.Request, method.MediaType))
        {
            RestAccept.RequireAccepted(context.Request, other);
            context.Response.ContentType = other;
        }
        else
        {
            RestAccept.RequireAccepted(context.Request, method.MediaType);
        }

        await method.RunAsync(context.RequestServices.GetRequiredService<RestCalls>(), context);
    }
}
