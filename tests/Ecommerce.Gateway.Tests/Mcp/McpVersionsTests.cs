using System.Text.Json;
using Ecommerce.Gateway.Mcp;
using Microsoft.AspNetCore.Http;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace Ecommerce.Gateway.Tests.Mcp;

public sealed class McpVersionsTests
{
    private const string Modern = "2026-07-28";
    private const string Own =
        """{"io.modelcontextprotocol/protocolVersion": "2026-07-28", "io.modelcontextprotocol/clientCapabilities": {}}""";


    [Theory]
    [InlineData(null)]
    [InlineData("2024-11-05")]
    [InlineData("2025-03-26")]
    [InlineData("2025-06-18")]
    [InlineData("2025-11-25")]
    public void A_revision_of_the_handshake_wants_no_other_header(string? version) => Assert.Null(Check("ping", "{}", version));

    [Theory]
    [InlineData("")]
    [InlineData("2025-11-26")]
    [InlineData("2025-11-25, 2025-11-25")]
    public void A_version_that_is_not_spoken_is_answered_with_those_that_are(string version)
    {
        var error = Check("ping", "{}", version)!;
        Assert.Equal((int)McpErrorCode.UnsupportedProtocolVersion, error.Code);
        Assert.Contains(Modern, JsonSerializer.Serialize(error.Data), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tools/call", "get_product", null)]
    [InlineData("tools/call", "=?base64?Z2V0X3Byb2R1Y3Q=?=", null)]
    [InlineData("tools/call", "list_products", McpErrorCode.HeaderMismatch)]
    [InlineData("tools/call", "=?base64?!?=", McpErrorCode.HeaderMismatch)]
    [InlineData("tools/call", "=?base64?=", McpErrorCode.HeaderMismatch)]
    [InlineData("tools/call", null, McpErrorCode.HeaderMismatch)]
    [InlineData("tools/list", "get_product", McpErrorCode.HeaderMismatch)]
    [InlineData(null, "get_product", McpErrorCode.HeaderMismatch)]
    public void The_headers_say_what_the_body_says(string? method, string? name, McpErrorCode? expected) => Assert.Equal(
        expected, (McpErrorCode?)Check("tools/call", $$"""{"name": "get_product", "_meta": {{Own}}}""", Modern, method, name)?.Code);

    [Theory]
    [InlineData("{}", McpErrorCode.InvalidParams)]
    [InlineData("""{"_meta": {"io.modelcontextprotocol/protocolVersion": "2026-07-28"}}""", McpErrorCode.InvalidParams)]
    [InlineData("""{"_meta": {"io.modelcontextprotocol/protocolVersion": "2025-11-25"}}""", McpErrorCode.HeaderMismatch)]
    public void The_body_says_what_the_request_speaks(string parameters, McpErrorCode expected) =>
        Assert.Equal((int)expected, Check("tools/list", parameters, Modern, "tools/list")?.Code);

    [Fact]
    public void A_body_that_speaks_it_without_the_header_is_refused() => Assert.Equal(
        (int)McpErrorCode.HeaderMismatch, Check("tools/list", $$"""{"_meta": {{Own}}}""", version: null, "tools/list")?.Code);

    [Theory]
    [InlineData("initialize")]
    [InlineData("ping")]
    [InlineData("logging/setLevel")]
    [InlineData("subscriptions/listen")]
    public void There_is_neither_a_handshake_nor_a_stream_that_stays_open(string method) =>
        Assert.Equal((int)McpErrorCode.MethodNotFound, Check(method, $$"""{"_meta": {{Own}}}""", Modern, method)?.Code);

    private static JsonRpcErrorDetail? Check(string method, string parameters, string? version, string? said = null, string? name = null)
    {
        var request = new DefaultHttpContext().Request;
        foreach (var (header, value) in new[]
        {
            (McpVersions.Header, version), (McpVersions.MethodHeader, said), (McpVersions.NameHeader, name),
        })
        {
            if (value is not null)
            {
                request.Headers[header] = value;
            }
        }

        return McpVersions.Check(request, JsonSerializer.Deserialize<JsonRpcMessage>(
            $$"""{"jsonrpc": "2.0", "id": 1, "method": "{{method}}", "params": {{parameters}}}""", McpJsonUtilities.DefaultOptions)!);
    }
}
