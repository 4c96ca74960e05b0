using Ecommerce.Contracts;
using Ecommerce.Pages.Security;
using Ecommerce.Web.Gateway;
using Ecommerce.Web.Refusals;
using Ecommerce.Web.Sessions;
using Ecommerce.Web.Views;

namespace Ecommerce.Web.Accounts;

/// <summary>Signing up, in and out.</summary>
internal static class SignInPages
{
    // Of what was typed, what a form shows again.
    private static readonly string[] Repeated = ["email", "name"];

    private static readonly TimeSpan EndWithin = TimeSpan.FromSeconds(5);

    /// <summary>The form to sign in.</summary>
    public static Task ShowSignInAsync(Visit visit) => ShowAsync<SignInPage>(visit);

    /// <summary>The form to sign up.</summary>
    public static Task ShowSignUpAsync(Visit visit) => ShowAsync<SignUpPage>(visit);

    /// <summary>Signs in.</summary>
    public static async Task SignInAsync(Visit visit, IFormCollection form)
    {
        var returnTo = ReturnOf(form["return"]);
        try
        {
            if (!await BeginAsync(visit, form["email"], form["password"], form["new_password"]))
            {
                visit.Say(new("cart.part", Refused: false));
            }

            await visit.GoAsync(returnTo);
        }
        catch (RefusedException exception)
        {
            // Here it says that the address and the password do not belong together, and not that a session has ended.
            var code = exception.Code == ErrorCodes.Unauthenticated ? ShopRefusals.WrongPassword : exception.Code;
            visit.Say(Refusal(exception, code, form));
            await visit.GoAsync($"/sign-in?return={Uri.EscapeDataString(returnTo)}");
        }
    }

    /// <summary>Signs up, and in.</summary>
    public static async Task SignUpAsync(Visit visit, IFormCollection form)
    {
        var returnTo = ReturnOf(form["return"]);
        try
        {
            // A form that is sent twice is one account, and signs in both times.
            var key = visit.Sealer.TokenOf("sign-up", $"{visit.Token} {Text(form["email"])}");
            await visit.Gateway.SendAsync(
                HttpMethod.Post, "/users",
                GatewayClient.Body(new()
                {
                    ["email"] = Text(form["email"]),
                    ["name"] = Text(form["name"]),
                    ["password"] = (string?)form["password"] ?? "",
                }),
                AnswerJson.Default.User, accessToken: null, key, visit.Aborted);
            await BeginAsync(visit, form["email"], form["password"], newPassword: null);
            visit.Say(new("account.welcome", Refused: false));
            await visit.GoAsync(returnTo);
        }
        catch (RefusedException exception)
        {
            // The form of before had another name or password: under its key there is an account.
            var code = exception.Code == ErrorCodes.IdempotencyKeyReused ? ErrorCodes.EmailTaken : exception.Code;
            visit.Say(Refusal(exception, code, form));
            await visit.GoAsync($"/sign-up?return={Uri.EscapeDataString(returnTo)}");
        }
    }

    /// <summary>Signs out: the session ends for good, also for who copied its cookie.</summary>
    public static async Task SignOutAsync(Visit visit, IFormCollection form)
    {
        var user = visit.User;
        visit.SignOut();
        var isToldAll = user is null || await EndAsync(visit, user);
        visit.Say(new(isToldAll ? "account.signed-out" : "account.signed-out.here", Refused: false));
        await visit.GoAsync("/");
    }

    // Whoever signs out is signed out in this browser in any case; whether the session could be ended for good is what is answered.
    private static async Task<bool> EndAsync(Visit visit, UserSession user)
    {
        using var patience = new CancellationTokenSource(EndWithin, visit.Time);
        try
        {
            // Its refresh token is enough, and an access token may have ended.
            await visit.Gateway.SendAsync(
                HttpMethod.Delete, "/sessions", GatewayClient.Body(new() { ["refresh_token"] = user.RefreshToken }),
                AnswerJson.Default.JsonElement, accessToken: null, key: null, patience.Token);
            return true;
        }
        catch (Exception exception) when (exception is RefusedException or OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>Whether a password is that of who is signed in, by signing in with it and out again.</summary>
    /// <exception cref="RefusedException"><c>unauthenticated</c>: the session has ended, as that of who is erased.</exception>
    public static async Task<bool> IsPasswordAsync(Visit visit, string? password)
    {
        var user = await visit.Gateway.GetAsync(
            $"/users/{Uri.EscapeDataString(visit.SignedIn.UserId)}", AnswerJson.Default.User, visit.SignedIn.AccessToken, visit.Aborted);
        try
        {
            var tokens = await visit.Gateway.SendAsync(
                HttpMethod.Post, "/sessions", GatewayClient.Body(new() { ["email"] = user.Email, ["password"] = password ?? "" }),
                AnswerJson.Default.SessionTokens, accessToken: null, key: null, visit.Aborted);
            await EndAsync(visit, UserSession.From(tokens, visit.Now));
            return true;
        }
        catch (RefusedException exception) when (exception.Code == ErrorCodes.Unauthenticated)
        {
            return false;
        }
    }

    /// <summary>What is said in the form of what was refused.</summary>
    public static Flash Refusal(RefusedException exception, string code, IFormCollection form, string place = "") =>
        new(code, Refused: true, place)
        {
            Errors = exception.Errors.DistinctBy(error => error.Field).ToDictionary(error => error.Field, error => error.Detail),
            Typed = Repeated.Where(form.ContainsKey).ToDictionary(name => name, name => Short(form[name])),
            TraceId = exception.TraceId,
        };

    private static Task ShowAsync<TPage>(Visit visit)
        where TPage : Microsoft.AspNetCore.Components.IComponent
    {
        var returnTo = ReturnOf(visit.Context.Request.Query["return"]);
        if (visit.User is null)
        {
            return visit.ShowAsync<TPage>(new() { ["Return"] = returnTo });
        }

        visit.SayAgain();
        return visit.GoAsync(returnTo);
    }

    // Whether the user's basket and the visitor's fit into one.
    private static async Task<bool> BeginAsync(Visit visit, string? email, string? password, string? newPassword)
    {
        Dictionary<string, string> request = new() { ["email"] = Text(email), ["password"] = password ?? "" };
        if (newPassword is { Length: > 0 })
        {
            request["new_password"] = newPassword;
        }

        var tokens = await visit.Gateway.SendAsync(
            HttpMethod.Post, "/sessions", GatewayClient.Body(request), AnswerJson.Default.SessionTokens, accessToken: null, key: null,
            visit.Aborted);
        return visit.SignIn(UserSession.From(tokens, visit.Now));
    }

    private static string ReturnOf(string? path) => SameSite.LocalPath(path) is var local
        && !local.StartsWith("/sign-", StringComparison.Ordinal) ? local : "/";

    private static string Text(string? text) => (text ?? "").Trim();

    private static string Short(string? text) => text is { Length: > 254 } ? text[..254] : text ?? "";
}
