using System.IO.Compression;
using System.Net;
using Ecommerce.Development;
using Ecommerce.Pages;

namespace Ecommerce.Web.Tests;

public sealed class AssetTests
{
    [Fact]
    public void Style_and_script_together_are_small()
    {
        Assert.InRange(PageAssets.CompressedLength, 1, 60 * 1024);
        Assert.InRange(new FileInfo(RepositoryRoot.At("Ecommerce.Pages", "Assets", "shop.css")).Length, 1, 16 * 1024);
    }

    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    [InlineData("identity")]
    public async Task An_asset_comes_compressed_and_is_kept_for_good(string coding)
    {
        await using var shop = await Storefront.StartAsync();
        using var browser = shop.Open();
        using var request = new HttpRequestMessage(HttpMethod.Get, PageAssets.Stylesheet);
        request.Headers.AcceptEncoding.ParseAdd(coding);
        var answer = await browser.Http.SendAsync(request);
        Assert.Contains("immutable", answer.Headers.GetValues("Cache-Control").Single());
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        await using Stream plain = coding switch
        {
            "br" => new BrotliStream(new MemoryStream(bytes), CompressionMode.Decompress),
            "gzip" => new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress),
            _ => new MemoryStream(bytes),
        };
        Assert.Contains("--accent", await new StreamReader(plain).ReadToEndAsync());

        using var again = new HttpRequestMessage(HttpMethod.Get, PageAssets.Stylesheet);
        again.Headers.AcceptEncoding.ParseAdd(coding);
        again.Headers.IfNoneMatch.Add(answer.Headers.ETag!);
        Assert.Equal(HttpStatusCode.NotModified, (await browser.Http.SendAsync(again)).StatusCode);
    }
}
