using System.Buffers.Text;
using System.Security.Cryptography;
using Ecommerce.Contracts;
using Ecommerce.Pages;
using Ecommerce.Pages.Security;
using Ecommerce.Web.Carts;
using Ecommerce.Web.Gateway;

namespace Ecommerce.Web.Sessions;

/// <summary>One request of somebody: who it is, what is in the basket, and what the page is to say.</summary>
/// <param name="context">The request.</param>
/// <param name="sealer">Opens and seals cookies.</param>
/// <param name="renewal">Renews the user's tokens.</param>
public sealed class Visit(HttpContext context, Sealer sealer, SessionRenewal renewal)
{
    private const string FormPurpose = "form";
    private static readonly TimeSpan CartLifetime = TimeSpan.FromDays(30);
    private static readonly TimeSpan FlashLifetime = TimeSpan.FromMinutes(5);

    private UserSession? _user;
    private Cart? _cart;
    private string? _visitor;

    /// <summary>The visit that a request is.</summary>
    public static Visit Of(HttpContext context) => new(
        context, context.RequestServices.GetRequiredService<Sealer>(), context.RequestServices.GetRequiredService<SessionRenewal>());

    /// <summary>The request.</summary>
    public HttpContext Context => context;

    /// <summary>Seals what a form brings back.</summary>
    public Sealer Sealer => sealer;

    /// <summary>Who is asked for everything, for this visitor.</summary>
    public GatewayClient Gateway { get; } =
        context.RequestServices.GetRequiredService<GatewayClient>().For(context.Connection.RemoteIpAddress);

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; } = context.RequestServices.GetRequiredService<TimeProvider>();

    /// <summary>The time.</summary>
    public DateTimeOffset Now => Time.GetUtcNow();

    /// <summary>Ends with the request.</summary>
    public CancellationToken Aborted => context.RequestAborted;

    /// <summary>Who is signed in; null if nobody is.</summary>
    public UserSession? User => _user;

    /// <summary>Who is signed in.</summary>
    /// <exception cref="RefusedException"><c>unauthenticated</c>: nobody is.</exception>
    public UserSession SignedIn => _user ?? throw new RefusedException(ErrorCodes.Unauthenticated);

    /// <summary>The basket.</summary>
    public Cart Cart => _cart ??= ReadCart(_user?.UserId ?? "");

    /// <summary>What the page was sent on to say; null if nothing.</summary>
    public Flash? Said { get; private set; }

    /// <summary>What this page's forms send back: bound to the visitor, who is another one after signing in or out.</summary>
    public string Token => sealer.TokenOf(FormPurpose, Visitor);

    private string? Part => context.Request.Headers[PageHeaders.Part];

    private string Visitor => _visitor ??= ReadVisitor();

    /// <summary>
    /// Whether a page's script asks, which shows no other page in place of the one that it asked for: told 401, it loads the page anew.
    /// </summary>
    public bool IsByScript => Part is not null || context.Request.Headers.Accept == "text/event-stream";

    /// <summary>Whether the browser goes to a page by this, and not a page asks for a part of itself.</summary>
    public bool IsNavigation => HttpMethods.IsGet(context.Request.Method) && Part is null or PageHeaders.WholePage;

    /// <summary>Finds out who it says to be. Nobody is asked: a page that needs no user is there while the gateway is away.</summary>
    public void Open() => _user =
        sealer.Open(WebCookies.Session, WebCookies.Read(context, WebCookies.Session), SealedJson.Default.UserSession);

    /// <summary>Sees to it that the user's access token is good for a while.</summary>
    /// <exception cref="RefusedException"><c>unauthenticated</c>, or it cannot be renewed now.</exception>
    public async Task RenewAsync()
    {
        var session = SignedIn;
        var current = await renewal.CurrentAsync(session, Aborted) ?? throw new RefusedException(ErrorCodes.Unauthenticated);
        if (current != session)
        {
            Keep(_user = current);
        }
    }

    /// <summary>Reads what the page was sent on to say, once.</summary>
    public void Listen()
    {
        if (WebCookies.Read(context, WebCookies.Flash) is { } flash)
        {
            Said = sealer.Open(WebCookies.Flash, flash, SealedJson.Default.Flash);
            WebCookies.Clear(context, WebCookies.Flash);
        }
    }

    /// <summary>Whether a form brings back this visitor's token; it takes as long whatever it holds.</summary>
    public bool IsMyToken(string? token) => WebCookies.Read(context, WebCookies.Visitor) is not null
        && CryptographicOperations.FixedTimeEquals(
            System.Text.Encoding.UTF8.GetBytes(token ?? ""), System.Text.Encoding.UTF8.GetBytes(Token));

    /// <summary>A session begins: no cookie of before counts any more (session fixation), and the baskets become one.</summary>
    /// <returns>Whether all of both fits.</returns>
    public bool SignIn(UserSession user)
    {
        var visitors = ReadCart("");
        _user = user;
        Keep(user);
        NewVisitor();
        WebCookies.Clear(context, WebCookies.Cart);
        var merged = Cart.Merge(ReadCart(user.UserId), visitors);
        return SetCart(merged) && visitors.Lines.All(line => merged.Lines.Any(kept => kept.Sku == line.Sku));
    }

    /// <summary>The session has ended, by itself or by its user. Who was not signed in stays the same visitor.</summary>
    public void SignOut()
    {
        if (_user is null)
        {
            return;
        }

        _user = null;
        _cart = null;
        WebCookies.Clear(context, WebCookies.Session);
        NewVisitor();
    }

    /// <summary>Nothing of the user stays in this browser.</summary>
    public void Forget()
    {
        SignOut();
        WebCookies.Clear(context, WebCookies.UserCart);
    }

    /// <summary>Keeps another name of the user.</summary>
    public void Rename(string name) => Keep(_user = SignedIn.Named(name));

    /// <summary>Keeps a basket.</summary>
    /// <returns>Whether it fits.</returns>
    public bool SetCart(Cart cart)
    {
        var text = sealer.Seal(WebCookies.Cart, cart, SealedJson.Default.Cart);
        if (!WebCookies.Fits(text))
        {
            return false;
        }

        _cart = cart;
        WebCookies.Set(context, cart.Owner.Length > 0 ? WebCookies.UserCart : WebCookies.Cart, text, CartLifetime);
        return true;
    }

    /// <summary>Has the next page say what this one was to say, where it is not shown.</summary>
    public void SayAgain()
    {
        if (Said is { } said)
        {
            Say(said);
        }
    }

    /// <summary>Has the next page say something.</summary>
    public void Say(Flash flash)
    {
        var text = sealer.Seal(WebCookies.Flash, flash, SealedJson.Default.Flash);
        if (!WebCookies.Fits(text))
        {
            text = sealer.Seal(WebCookies.Flash, flash with { Typed = [], Errors = [] }, SealedJson.Default.Flash);
        }

        WebCookies.Set(context, WebCookies.Flash, text, FlashLifetime);
    }

    /// <summary>Sends the browser on to a page of this site (303).</summary>
    public Task GoAsync(string path)
    {
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = path;
        return Task.CompletedTask;
    }

    /// <summary>Answers with a page.</summary>
    /// <typeparam name="TPage">The component.</typeparam>
    /// <param name="parameters">Its parameters beside the visit.</param>
    /// <param name="status">The HTTP status.</param>
    public Task ShowAsync<TPage>(Dictionary<string, object?>? parameters = null, int status = StatusCodes.Status200OK)
        where TPage : Microsoft.AspNetCore.Components.IComponent =>
        context.RenderAsync<TPage>(
            new Dictionary<string, object?>(parameters ?? []) { ["Visit"] = this, ["Page"] = context.Page(Token) }, status);

    private void Keep(UserSession user) => WebCookies.Set(
        context, WebCookies.Session, sealer.Seal(WebCookies.Session, user, SealedJson.Default.UserSession));

    private Cart ReadCart(string owner)
    {
        var text = WebCookies.Read(context, owner.Length > 0 ? WebCookies.UserCart : WebCookies.Cart);
        return sealer.Open(WebCookies.Cart, text, SealedJson.Default.Cart) is { } cart && cart.Owner == owner ? cart : Cart.Empty(owner);
    }

    private string ReadVisitor() => WebCookies.Read(context, WebCookies.Visitor) is { Length: > 0 and < 100 } known ? known : NewVisitor();

    private string NewVisitor()
    {
        _visitor = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
        WebCookies.Set(context, WebCookies.Visitor, _visitor);
        return _visitor;
    }
}
