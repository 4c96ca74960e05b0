using System.Globalization;
using Ecommerce.ServiceDefaults.Database;

namespace Ecommerce.ServiceDefaults.Tests.Database;

public sealed class PageTests
{
    [Theory]
    [InlineData(2, 3, 2, "1")]
    [InlineData(3, 3, 3, "")]
    [InlineData(0, 51, 50, "49")]
    [InlineData(0, 50, 50, "")]
    [InlineData(1, 0, 0, "")]
    public async Task A_page_has_its_size_and_a_next_token_only_if_rows_are_left(int size, int rows, int expected, string token)
    {
        var page = await Page.ReadAsync(
            size, limit => Task.FromResult<IReadOnlyList<int>>([.. Enumerable.Range(0, rows).Take(limit)]),
            row => row.ToString(CultureInfo.InvariantCulture));

        Assert.Equal(Enumerable.Range(0, expected), page.Rows);
        Assert.Equal(token, page.NextToken);
    }
}
