using Ecommerce.Contracts;
using Ecommerce.Web.Gateway;
using Ecommerce.Web.Refusals;
using Ecommerce.Web.Sessions;
using Ecommerce.Web.Views;

namespace Ecommerce.Web.Accounts;

/// <summary>What the shop holds of a user.</summary>
internal static class AccountPages
{
    /// <summary>Name, address and password.</summary>
    public static async Task ShowAsync(Visit visit) => await visit.ShowAsync<AccountPage>(new()
    {
        ["Shown"] = await visit.Gateway.GetAsync(
            PathOf(visit), AnswerJson.Default.User, visit.SignedIn.AccessToken, visit.Aborted),
    });

    /// <summary>Another name.</summary>
    public static Task RenameAsync(Visit visit, IFormCollection form) => ChangeAsync(visit, form, "name", async () =>
    {
        var user = await UpdateAsync(visit, new() { ["name"] = ((string?)form["name"] ?? "").Trim() });
        visit.Rename(user.Name);
    });

    /// <summary>Another address.</summary>
    public static Task ChangeEmailAsync(Visit visit, IFormCollection form) => ChangeAsync(visit, form, "email", async () =>
    {
        await UpdateAsync(visit, new()
        {
            ["email"] = ((string?)form["email"] ?? "").Trim(),
            ["current_password"] = (string?)form["current_password"] ?? "",
        });
    });

    /// <summary>Another password.</summary>
    public static Task ChangePasswordAsync(Visit visit, IFormCollection form) => ChangeAsync(visit, form, "password", async () =>
    {
        try
        {
            await visit.Gateway.SendAsync(
                HttpMethod.Put, $"{PathOf(visit)}/password",
                GatewayClient.Body(new()
                {
                    ["current_password"] = (string?)form["current_password"] ?? "",
                    ["new_password"] = (string?)form["new_password"] ?? "",
                }),
                AnswerJson.Default.User, visit.SignedIn.AccessToken, key: null, visit.Aborted);
        }
        catch (RefusedException exception) when (exception.Code is ErrorCodes.Forbidden or ErrorCodes.Conflict)
        {
            // The same form sent twice: it is changed already.
            if (!await SignInPages.IsPasswordAsync(visit, form["new_password"]))
            {
                throw;
            }
        }
    });

    /// <summary>Where the user is signed in.</summary>
    public static async Task ShowSessionsAsync(Visit visit) => await visit.ShowAsync<SessionsPage>(new()
    {
        ["Shown"] = (await visit.Gateway.GetAsync(
            $"{PathOf(visit)}/sessions", AnswerJson.Default.SessionList, visit.SignedIn.AccessToken, visit.Aborted)).Sessions,
    });

    /// <summary>Signs out elsewhere.</summary>
    public static async Task EndSessionAsync(Visit visit, IFormCollection form)
    {
        var sessionId = (string)visit.Context.Request.RouteValues["id"]!;
        try
        {
            await visit.Gateway.SendAsync(
                HttpMethod.Delete, $"{PathOf(visit)}/sessions/{Uri.EscapeDataString(sessionId)}", body: null,
                AnswerJson.Default.JsonElement, visit.SignedIn.AccessToken, key: null, visit.Aborted);
        }
        catch (RefusedException exception) when (exception.Code == ErrorCodes.NotFound)
        {
            // It has ended already.
        }

        if (sessionId == visit.SignedIn.SessionId)
        {
            visit.SignOut();
            visit.Say(new("account.signed-out", Refused: false));
            await visit.GoAsync("/");
            return;
        }

        visit.Say(new("account.session-ended", Refused: false));
        await visit.GoAsync("/account/sessions");
    }

    /// <summary>Taking one's data along, and erasing them.</summary>
    public static Task ShowDataAsync(Visit visit)
    {
        _ = visit.SignedIn;
        return visit.ShowAsync<DataPage>();
    }

    /// <summary>Everything that the shop holds of the user, as a file.</summary>
    public static async Task ExportAsync(Visit visit)
    {
        using var export = await visit.Gateway.ExportAsync(visit.SignedIn.UserId, visit.SignedIn.AccessToken, visit.Aborted);
        var response = visit.Context.Response;
        response.ContentType = "application/json";
        response.Headers.ContentDisposition = "attachment; filename=\"my-data.json\"";
        await export.Content.CopyToAsync(response.Body, visit.Aborted);
    }

    /// <summary>Erases the user, whose password says that it is meant: a browser that was left open is not enough.</summary>
    public static async Task EraseAsync(Visit visit, IFormCollection form)
    {
        if (form["sure"] != "yes")
        {
            visit.Say(new(ErrorCodes.InvalidRequest, Refused: true, "erase") { Errors = new() { ["sure"] = "" } });
            await visit.GoAsync("/account/data");
            return;
        }

        if (!await SignInPages.IsPasswordAsync(visit, form["current_password"]))
        {
            visit.Say(new(ShopRefusals.WrongPassword, Refused: true, "erase"));
            await visit.GoAsync("/account/data#erase");
            return;
        }

        var erasure = await visit.Gateway.SendAsync(
            HttpMethod.Delete, PathOf(visit), body: null, AnswerJson.Default.Erasure, visit.SignedIn.AccessToken, key: null, visit.Aborted);
        visit.Forget();
        visit.Say(new(erasure?.Pending is { Count: > 0 } ? "account.erasing" : "account.erased", Refused: false));
        await visit.GoAsync("/erased");
    }

    /// <summary>What becomes of who has been erased.</summary>
    public static Task ShowErasedAsync(Visit visit) => visit.ShowAsync<ErasedPage>();

    private static string PathOf(Visit visit) => $"/users/{Uri.EscapeDataString(visit.SignedIn.UserId)}";

    private static Task<User> UpdateAsync(Visit visit, Dictionary<string, string> change) => visit.Gateway.SendAsync(
        HttpMethod.Patch, PathOf(visit), GatewayClient.Body(change), AnswerJson.Default.User, visit.SignedIn.AccessToken, key: null,
        visit.Aborted);

    private static async Task ChangeAsync(Visit visit, IFormCollection form, string place, Func<Task> change)
    {
        try
        {
            await change();
            visit.Say(new($"account.changed.{place}", Refused: false, place));
        }
        catch (RefusedException exception) when (exception.Code != ErrorCodes.Unauthenticated)
        {
            // Of what is here, only the current password is forbidden.
            var code = exception.Code == ErrorCodes.Forbidden ? ShopRefusals.WrongPassword : exception.Code;
            visit.Say(SignInPages.Refusal(exception, code, form, place));
        }

        await visit.GoAsync($"/account#{place}");
    }
}
