using System.Text.Json.Nodes;

namespace Ecommerce.Web.Tests;

/// <summary>What a user does with the account, also twice.</summary>
public sealed class AccountTests
{
    [Theory]
    [InlineData("wrong", false)]
    [InlineData("correct horse 7", true)]
    public async Task Erasing_takes_the_password(string password, bool isErased)
    {
        await using var shop = await Storefront.StartAsync();
        using var browser = shop.Open();
        await browser.SignInAsync();
        await browser.SendAsync("/account/data", "/account/erase", ("sure", "yes"), ("current_password", password));
        Assert.Equal(isErased, shop.Gateway.Asked.Contains($"DELETE /users/{ScriptedGateway.UserId}"));
        Assert.Equal(isErased, browser.Cookie("session") is null);
        Assert.Contains(
            isErased ? "Goodbye" : "That password is not right", await browser.GetAsync(isErased ? "/erased" : "/account/data"));
    }

    [Fact]
    public async Task Who_is_erased_already_is_not_told_of_a_wrong_password()
    {
        await using var shop = await Storefront.StartAsync();
        using var browser = shop.Open();
        await browser.SignInAsync();
        var page = await browser.GetAsync("/account/data");
        shop.Gateway.Before = _ => ScriptedGateway.Refuse(401, "unauthenticated");
        var answer = await browser.SendFormAsync(page, "/account/erase", ("sure", "yes"), ("current_password", "correct horse 7"));
        Assert.StartsWith("/sign-in", answer.Headers.Location?.OriginalString);
        Assert.DoesNotContain("That password is not right", await browser.GetAsync("/sign-in"));
    }

    [Theory]
    [InlineData("correct horse 7", "Your password is changed")]
    [InlineData("wrong", "That password is not right")]
    public async Task A_password_that_the_same_form_has_changed_already_is_changed(string password, string said)
    {
        await using var shop = await Storefront.StartAsync();
        using var browser = shop.Open();
        await browser.SignInAsync();
        shop.Gateway.Before = request => request.Method == HttpMethod.Put ? ScriptedGateway.Refuse(403, "forbidden") : null;
        await browser.SendAsync("/account", "/account/password", ("current_password", "of before"), ("new_password", password));
        Assert.Contains(said, await browser.GetAsync("/account"));
    }

    [Fact]
    public async Task A_session_that_the_same_form_has_ended_already_is_ended()
    {
        await using var shop = await Storefront.StartAsync();
        using var browser = shop.Open();
        await browser.SignInAsync();
        const string Other = "01a1ff1c-d114-79ba-ac76-000000000000";
        shop.Gateway.Sessions = [new JsonObject
        {
            ["session_id"] = Other, ["created_at"] = "2026-11-23T10:00:00Z", ["last_used_at"] = "2026-11-23T10:00:00Z",
        }];
        shop.Gateway.Before = request => request.Method == HttpMethod.Delete ? ScriptedGateway.Refuse(404, "not_found") : null;
        await browser.SendAsync("/account/sessions", $"/account/sessions/{Other}/end");
        Assert.Contains("You are signed out there", await browser.GetAsync("/account/sessions"));
    }

    [Fact]
    public async Task Who_signs_up_again_with_another_name_is_told_of_the_account()
    {
        await using var shop = await Storefront.StartAsync();
        using var browser = shop.Open();
        shop.Gateway.Before = request => request.RequestUri!.AbsolutePath.EndsWith("/users")
            ? ScriptedGateway.Refuse(422, "idempotency_key_reused")
            : null;
        await browser.SendAsync("/sign-up", "/sign-up", ("name", "Ann"), ("email", "ann@example.com"), ("password", "correct horse 7"));
        Assert.Contains("There is an account with this e-mail address", await browser.GetAsync("/sign-up"));
    }
}
