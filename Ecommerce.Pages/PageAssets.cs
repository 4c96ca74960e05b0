using System.Collections.Frozen;
using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Primitives;

namespace Ecommerce.Pages;

/// <summary>
/// The stylesheet and the script, from this assembly. The name of each holds a hash of its content, so a browser keeps it for good
/// (RFC 8246) and never has one of another version.
/// </summary>
public static class PageAssets
{
    private const string Root = "/assets/";
    private const string ForGood = "public, max-age=31536000, immutable";

    /// <summary>Where the stylesheet is.</summary>
    public static string Stylesheet { get; } = Asset.Style.Path;

    /// <summary>Where the script is.</summary>
    public static string Script { get; } = Asset.Code.Path;

    /// <summary>Serves both.</summary>
    public static void MapPageAssets(this IEndpointRouteBuilder app)
    {
        foreach (var asset in Asset.All.Values)
        {
            app.MapMethods(asset.Path, [HttpMethods.Get, HttpMethods.Head], asset.ServeAsync);
        }
    }

    /// <summary>How many bytes both take together as a browser gets them that reads brotli.</summary>
    internal static int CompressedLength => Asset.All.Values.Sum(asset => asset.Brotli.Length);

    private sealed class Asset
    {
        private readonly byte[] _plain;
        private readonly byte[] _gzip;
        private readonly string _type;
        private readonly string _tag;

        private Asset(string name, string type)
        {
            using var resource = typeof(PageAssets).Assembly.GetManifestResourceStream(name)!;
            using var copy = new MemoryStream();
            resource.CopyTo(copy);
            _plain = copy.ToArray();
            _type = type;
            Brotli = Compress(stream => new BrotliStream(stream, CompressionLevel.SmallestSize, leaveOpen: true));
            _gzip = Compress(stream => new GZipStream(stream, CompressionLevel.SmallestSize, leaveOpen: true));
            var hash = Convert.ToHexStringLower(SHA256.HashData(_plain))[..16];
            _tag = hash;
            Path = $"{Root}{System.IO.Path.GetFileNameWithoutExtension(name)}.{hash}{System.IO.Path.GetExtension(name)}";
        }

        public static Asset Style { get; } = new("shop.css", "text/css; charset=utf-8");

        public static Asset Code { get; } = new("shop.js", "text/javascript; charset=utf-8");

        public static FrozenDictionary<string, Asset> All { get; } = new[] { Style, Code }.ToFrozenDictionary(asset => asset.Path);

        public string Path { get; }

        public byte[] Brotli { get; }

        public async Task ServeAsync(HttpContext context)
        {
            var (coding, bytes) = Choose(context.Request.Headers.AcceptEncoding);
            var headers = context.Response.Headers;
            // Each coding is a representation of its own (RFC 9110, 8.8.3).
            headers.ETag = $"\"{_tag}{coding}\"";
            headers.CacheControl = ForGood;
            headers.Vary = "Accept-Encoding";
            if (context.Request.Headers.IfNoneMatch == headers.ETag)
            {
                context.Response.StatusCode = StatusCodes.Status304NotModified;
                return;
            }

            context.Response.ContentType = _type;
            context.Response.ContentLength = bytes.Length;
            if (coding.Length > 0)
            {
                headers.ContentEncoding = coding;
            }

            if (!HttpMethods.IsHead(context.Request.Method))
            {
                await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
            }
        }

        private (string Coding, byte[] Bytes) Choose(StringValues accepted)
        {
            var codings = accepted.ToString().Split(',', StringSplitOptions.TrimEntries);
            return codings.Any(coding => Takes(coding, "br")) ? ("br", Brotli)
                : codings.Any(coding => Takes(coding, "gzip")) ? ("gzip", _gzip)
                : ("", _plain);
        }

        private static bool Takes(string accepted, string coding) =>
            accepted.Split(';', StringSplitOptions.TrimEntries) is [var name, .. var weight]
            && name.Equals(coding, StringComparison.OrdinalIgnoreCase)
            && weight is not ["q=0" or "q=0.0" or "q=0.00" or "q=0.000"];

        private byte[] Compress(Func<Stream, Stream> compressor)
        {
            using var target = new MemoryStream();
            using (var stream = compressor(target))
            {
                stream.Write(_plain);
            }

            return target.ToArray();
        }
    }
}
