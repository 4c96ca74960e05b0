using Ecommerce.ServiceDefaults.Database;
using Ecommerce.ServiceDefaults.Errors;

namespace Ecommerce.ServiceDefaults.Tests.Database;

public sealed class PageTokenTests
{
    public static TheoryData<string> Foreign => ["what", "!", "AA==", "a b", new string('A', 512)];

    [Fact]
    public void A_token_leads_back_to_its_key()
    {
        var id = Guid.CreateVersion7(TimeProvider.System.GetUtcNow());

        Assert.Equal(id, PageToken.ReadGuid(PageToken.After(id)));
        Assert.Equal("WIDGET-é", PageToken.ReadText(PageToken.After("WIDGET-é")));
    }

    [Fact]
    public void An_empty_token_is_the_first_page()
    {
        Assert.Null(PageToken.ReadGuid(""));
        Assert.Null(PageToken.ReadText(""));
    }

    [Theory]
    [MemberData(nameof(Foreign))]
    public void Another_text_is_not_a_token_of_an_id(string token) => AssertInvalid(() => PageToken.ReadGuid(token));

    [Theory]
    [InlineData("x")]
    [InlineData("!")]
    [InlineData("_w")] // not UTF-8
    [InlineData("AA")] // U+0000
    public void Another_text_is_not_a_token_of_a_text(string token) => AssertInvalid(() => PageToken.ReadText(token));

    private static void AssertInvalid(Func<object?> read)
    {
        var problem = Assert.Throws<ProblemException>(read);
        Assert.Equal(("invalid_request", "page_token"), (problem.Code, problem.Field));
        Assert.Contains("is not a valid page token", problem.Message, StringComparison.Ordinal);
    }
}
