namespace Ecommerce.ServiceDefaults.Database;

/// <summary>A page of a list.</summary>
/// <param name="Rows">The rows, in the list's order.</param>
/// <param name="NextToken">The token of the next page; empty on the last page.</param>
public sealed record Page<T>(IReadOnlyList<T> Rows, string NextToken);

/// <summary>Reads pages; see <see cref="PageToken"/>.</summary>
public static class Page
{
    private const int DefaultSize = 50;

    /// <summary>Reads a page.</summary>
    /// <param name="size">The size that the caller requests; 0 for 50.</param>
    /// <param name="readAsync">Reads rows; its parameter is the maximum number of rows.</param>
    /// <param name="tokenAfter">The token of the page after a row.</param>
    public static async Task<Page<T>> ReadAsync<T>(int size, Func<int, Task<IReadOnlyList<T>>> readAsync, Func<T, string> tokenAfter)
    {
        var wanted = size == 0 ? DefaultSize : size;
        // One more row than the page has shows whether there is a next page.
        var rows = await readAsync(wanted + 1);
        return rows.Count > wanted ? new([.. rows.Take(wanted)], tokenAfter(rows[wanted - 1])) : new(rows, "");
    }

    /// <summary>Reads everything after a row, page by page, so that its size costs neither memory nor a long transaction.</summary>
    /// <param name="after">The key of the last row that the caller has; <see cref="Guid.Empty"/> for none.</param>
    /// <param name="readAsync">Reads the page after the row with a key; the last page is empty.</param>
    /// <param name="keyOf">The key of a row.</param>
    public static async IAsyncEnumerable<T> ReadAllAsync<T>(
        Guid after, Func<Guid, Task<IReadOnlyList<T>>> readAsync, Func<T, string> keyOf)
    {
        for (var last = after; await readAsync(last) is { Count: > 0 } page;)
        {
            foreach (var row in page)
            {
                yield return row;
            }

            last = Guid.Parse(keyOf(page[^1]));
        }
    }
}
