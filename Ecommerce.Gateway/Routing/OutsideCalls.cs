using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults.Capabilities;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.ServiceDefaults.Tokens;
using Spiffe.Tls;

namespace Ecommerce.Gateway.Routing;

/// <summary>Calls from outside, as an HTTP request brings them: by its connection and its tokens, and by nothing else.</summary>
internal static class OutsideCalls
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>A call of a capability by the request's caller.</summary>
    /// <param name="context">The request.</param>
    /// <param name="capability">What is called.</param>
    /// <param name="idempotencyKey">The key that came beside the capability's request; null without one.</param>
    public static InboundCall Of(HttpContext context, Capability capability, string? idempotencyKey)
    {
        var peer = context.Features.Get<ISpiffePeerFeature>();
        return new(
            capability, PeerOf(context), TokensOf(context), idempotencyKey, Deadline: null, Limit,
            peer?.Retiring ?? CancellationToken.None, IsOutermost: true);
    }

    /// <summary>The SPIFFE ID of who sends a request; null at the public port.</summary>
    public static string? PeerOf(HttpContext context) => context.Features.Get<ISpiffePeerFeature>()?.Id.ToString();

    /// <summary>The tokens that came with a request.</summary>
    public static CallTokens TokensOf(HttpContext context) => CallTokens.Read(context.Request.Headers);

    /// <summary>Whether a request comes with neither a client certificate nor a token: who sends it may succeed by signing in.</summary>
    public static bool IsAnonymous(HttpContext context) =>
        context.Features.Get<ISpiffePeerFeature>() is null && context.Request.Headers.Authorization.Count == 0;

    /// <summary>What an anonymous caller is told instead of <c>forbidden</c>.</summary>
    public static ProblemException SignIn() => new(ErrorCodes.Unauthenticated, "Sign in to do this.");
}
