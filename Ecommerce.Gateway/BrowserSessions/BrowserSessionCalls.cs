using System.Buffers;
using System.Text.Json;
using Ecommerce.Contracts;
using Ecommerce.Contracts.Json;
using Ecommerce.Contracts.V1;
using Ecommerce.Gateway.Rest;
using Ecommerce.ServiceDefaults.Capabilities;
using Ecommerce.ServiceDefaults.Errors;
using Google.Protobuf.WellKnownTypes;

namespace Ecommerce.Gateway.BrowserSessions;

/// <summary>Signing in and out, where a browser may keep the session as a cookie and never sees its tokens.</summary>
internal sealed class BrowserSessionCalls(RestCalls calls, BrowserSessionStore store)
{
    /// <summary>The field of the body that asks for a cookie.</summary>
    public const string CookieField = "cookie";

    private static readonly Capability Authenticate = CapabilityCatalogue.Find(AgentNames.User, "authenticate")!;
    private static readonly Capability Revoke = CapabilityCatalogue.Find(AgentNames.User, "revoke_session")!;

    /// <summary><c>POST /api/v1/sessions</c>: answers with tokens, or with a cookie.</summary>
    public async Task SignInAsync(HttpContext context)
    {
        RestRequests.RefuseQuery(context);
        var body = await RestRequests.BodyAsync(context);
        var wantsCookie = false;
        var tokens = (SessionTokens)await calls.RunAsync(context, Authenticate, () =>
        {
            var document = RequestJson.Parse<Struct>(body);
            wantsCookie = TakeCookie(context, document);
            return RequestJson.Parse(Authenticate, RequestJson.Check(document));
        });
        if (context.Features.Get<BrowserSession>() is { } earlier)
        {
            await EndAsync(context, earlier);
        }

        if (!wantsCookie)
        {
            await RestReplies.JsonAsync(context, StatusCodes.Status200OK, tokens);
            return;
        }

        var cookie = SessionCookie.Create();
        await store.AddAsync(cookie, tokens, context.RequestAborted);
        cookie.SetOn(context.Response);
        await RestReplies.BytesAsync(context, StatusCodes.Status200OK, RestAccept.Json, Format(tokens, cookie));
    }

    /// <summary><c>DELETE /api/v1/sessions</c>: ends the session of the token in the body, or of the cookie.</summary>
    public async Task SignOutAsync(HttpContext context)
    {
        RestRequests.RefuseQuery(context);
        var body = await RestRequests.BodyAsync(context);
        var session = context.Features.Get<BrowserSession>();
        await calls.RunAsync(context, Revoke, () =>
        {
            var request = (RevokeSessionRequest)RequestJson.Parse(Revoke, body);
            if (session is null)
            {
                return request;
            }

            return request.CalculateSize() == 0
                ? RequestOf(session)
                : throw new ProblemException(ErrorCodes.InvalidRequest, "The cookie says which session ends: send no body.");
        });
        if (session is not null)
        {
            await store.EndAsync(session.Cookie, context.RequestAborted);
            SessionCookie.ClearOn(context.Response);
        }

        await RestReplies.NothingAsync(context);
    }

    // Whoever has signed in stays so; a session that cannot be ended now ends by not being used, and nobody has its tokens.
    private async Task EndAsync(HttpContext context, BrowserSession session)
    {
        await store.EndAsync(session.Cookie, context.RequestAborted);
        SessionCookie.ClearOn(context.Response);
        try
        {
            await calls.RunAsync(context, Revoke, () => RequestOf(session));
        }
        catch (ProblemException exception) when (ErrorCodes.HttpStatus(exception.Code) >= StatusCodes.Status500InternalServerError)
        {
        }
    }

    private static RevokeSessionRequest RequestOf(BrowserSession session) => new() { RefreshToken = session.Tokens.RefreshToken };

    private static bool TakeCookie(HttpContext context, Struct document)
    {
        if (!document.Fields.Remove(CookieField, out var cookie))
        {
            return false;
        }

        return cookie switch
        {
            { KindCase: not Value.KindOneofCase.BoolValue } => throw Invalid("must be true or false"),
            { BoolValue: true } when context.Features.Get<Spiffe.Tls.ISpiffePeerFeature>() is not null =>
                throw Invalid("is for browsers, at the public port"),
            { BoolValue: true } when !context.Request.IsHttps => throw Invalid("needs TLS"),
            _ => cookie.BoolValue,
        };
    }

    private static ProblemException Invalid(string description) => ProblemException.Invalid([new(CookieField, description)]);

    private static byte[] Format(SessionTokens tokens, SessionCookie cookie)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("csrf_token", cookie.CsrfToken);
            json.WriteString("session_id", tokens.SessionId);
            json.WritePropertyName("user");
            json.WriteRawValue(ContractJson.FormatUtf8(tokens.User));
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
