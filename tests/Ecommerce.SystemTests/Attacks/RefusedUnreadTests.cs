using System.Buffers.Text;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Text;
using Ecommerce.Contracts;
using Ecommerce.Testing;
using Grpc.Core;

namespace Ecommerce.SystemTests.Attacks;

/// <summary>What is refused before anything is decided: it has no row of its own in the audit, but is counted there.</summary>
[Collection<QuietShopCollection>]
public sealed class RefusedUnreadTests(QuietShop shop)
{
    private const string Invalid = "400 invalid_request";
    private const string Unauthenticated = "401 unauthenticated";

    private static readonly Marshaller<byte[]> Bytes = Marshallers.Create<byte[]>(bytes => bytes, bytes => bytes);
    private static readonly Method<byte[], byte[]> Route =
        new(MethodType.Unary, "ecommerce.v1.GatewayService", "Route", Bytes, Bytes);

    [Fact]
    public async Task Bytes_that_are_no_request_change_nothing_and_are_counted()
    {
        var ann = await Buyer.CreateAsync(shop);
        var order = Rest.OrderOf(ann.User, ann.Sku);
        var deep = string.Concat(Enumerable.Repeat("""{"a":""", 40)) + "1" + new string('}', 40);
        (string Name, byte[] Body)[] bodies =
        [
            ("malformed JSON", Utf8(order.Replace(':', '='))), ("truncated JSON", Utf8(order[..^2])), ("nothing", []),
            ("a key twice", Utf8(order.Replace("{\"user_id\"", $"{{\"user_id\": \"{ann.User}\", \"user_id\"", StringComparison.Ordinal))),
            ("an unknown field", Utf8(order.Replace("{\"user_id\"", "{\"status\": \"confirmed\", \"user_id\"", StringComparison.Ordinal))),
            ("NaN", Utf8(order.Replace("\"quantity\": 2", "\"quantity\": NaN", StringComparison.Ordinal))),
            ("2^31 of it", Utf8(order.Replace("\"quantity\": 2", "\"quantity\": 2147483648", StringComparison.Ordinal))),
            ("no UTF-8", [.. Utf8(order[..^1]), 0xff, (byte)'}']), ("UTF-16", Encoding.Unicode.GetBytes(order)),
            ("half a surrogate pair", Utf8(order.Replace("credit_card", "\\ud800", StringComparison.Ordinal))),
            ("NUL", Utf8(order.Replace("credit_card", "credit\\u0000card", StringComparison.Ordinal))),
            ("too deep", Utf8(order.Replace("\"user_id\"", $"\"x\": {deep}, \"user_id\"", StringComparison.Ordinal))),
            ("over a mebibyte", Utf8(order + new string(' ', 1024 * 1024))),
            ("SQL", Utf8(order.Replace(ann.User, $"{ann.User}'; DELETE FROM orders; --", StringComparison.Ordinal))),
        ];
        var held = await shop.HoldingsAsync();
        foreach (var (name, body) in bodies)
        {
            using var content = Rest.Content(body, "application/json");
            await FailAsync(held, name, shop.Public.SendAsync("POST", "/api/v1/orders", content, ann.Bearer), Invalid);
        }

        foreach (var path in new[]
        {
            "/api/v1/orders/' OR '1'='1", $"/api/v1/orders?user_id={ann.User}&page_token=%27%3B%20DROP%20TABLE%20orders",
            $"/api/v1/orders?user_id={ann.User}&user_id={ann.User}", "/api/v1/products?page_size=2147483648",
        })
        {
            await FailAsync(held, path, shop.Public.ReadAsync(path, ann.Bearer), Invalid);
        }

        foreach (var (name, value) in new[]
        {
            ("Idempotency-Key", "one\ttwo"), ("Idempotency-Key", "é"), ("Idempotency-Key", new string('k', 300)),
        })
        {
            await FailAsync(
                held, $"{name}: {value}", shop.Public.SendAsync("POST", "/api/v1/orders", order, ann.Bearer, (name, value)), Invalid);
        }

        using var channel = await shop.ChannelAsync("cli", AgentNames.Gateway);
        byte[][] messages = [[0x0a, 0x7f, 0x01], [0x0a, 0x02, 0xff, 0xfe], [0x08], [.. Enumerable.Repeat((byte)0xff, 64)]];
        foreach (var message in messages)
        {
            var refused = await Assert.ThrowsAsync<RpcException>(
                async () => await channel.CreateCallInvoker().AsyncUnaryCall(Route, null, new CallOptions(), message).ResponseAsync);
            Assert.Equal(StatusCode.InvalidArgument, refused.StatusCode);
            await shop.UnchangedAsync(held, $"protobuf {Convert.ToHexString(message)}");
        }

        await CountedAsync(
            AgentNames.Gateway,
            ("REQUEST_REFUSED invalid_request public", bodies.Length), ("REQUEST_REFUSED invalid_argument mtls", messages.Length));
    }

    [Fact]
    public async Task Tokens_that_nobody_gave_are_refused_and_counted()
    {
        var ann = await Buyer.CreateAsync(shop);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var (parts, stranger) = (ann.Token.Split('.'), Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString());
        var header = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(parts[0]));
        var claims = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(parts[1]));
        string[] tokens =
        [
            Token("""{"alg":"none","typ":"at+jwt"}""", claims, sign: null), Token("""{"alg":"NONE","typ":"at+jwt"}""", claims, sign: null),
            Token(header, claims, key), Token(header[..^1] + ",\"jku\":\"https://evil.example/jwks.json\"}", claims, key),
            Token(header[..^1] + ",\"jwk\":" + Jwk(key) + "}", claims, key),
            $"{parts[0]}.{Base64Url.EncodeToString(Utf8(claims.Replace(ann.User, stranger, StringComparison.Ordinal)))}.{parts[2]}",
            await shop.ExchangeAsync("get_order", access: ann.Token), (string)ann.SignedIn.Session["refresh_token"]!,
        ];
        var held = await shop.HoldingsAsync();
        foreach (var token in tokens)
        {
            var answer = shop.Public.ReadAsync($"/api/v1/orders/{ann.Order}", ("Authorization", $"Bearer {token}"));
            await FailAsync(held, token, answer, Unauthenticated);
        }

        await CountedAsync(AgentNames.Gateway, ("REQUEST_REFUSED unauthenticated public", tokens.Length));
    }

    [Fact]
    public async Task Peers_that_prove_no_identity_are_refused_by_every_agent_and_counted()
    {
        using var authority = Forger.WithKeyOf(shop);
        using var stranger = Forger.WithOwnKey(shop);
        var (good, other, id) = (authority.Mint, stranger.Mint, ShopFixture.IdOf(AgentNames.Gateway));
        var hour = TimeSpan.FromHours(1);
        (string Name, SslStreamCertificateContext? Leaf, string Refusal)[] peers =
        [
            ("no certificate", null, "no_certificate"), ("another authority", other.Chain(other.Leaf([id])), "invalid_chain"),
            ("another authority that is sent along", other.Chain(other.Leaf([id]), withIssuer: true), "invalid_chain"),
            ("expired", good.Chain(good.Leaf([id], start: -2 * hour, end: -hour)), "invalid_chain"),
            ("not yet valid", good.Chain(good.Leaf([id], start: hour, end: 2 * hour)), "invalid_chain"),
            ("two IDs", good.Chain(good.Leaf([id, ShopFixture.IdOf(AgentNames.Admin)])), "not_an_svid"),
            ("an authority as leaf", good.Chain(good.Leaf([id], isAuthority: true)), "not_an_svid"),
            ("no SPIFFE ID", authority.Leaf("https://agentweave.io/agent/gateway"), "not_an_svid"),
            ("a familiar path", authority.Leaf("spiffe://evil.example/agent/gateway"), "unknown_trust_domain"),
        ];
        var held = await shop.HoldingsAsync();
        foreach (var agent in AgentNames.All)
        {
            foreach (var (name, leaf, _) in peers)
            {
                Assert.Equal($"{agent}, {name}: ", $"{agent}, {name}: {await Handshake.TryAsync(shop, agent, leaf)}");
            }

            Assert.Equal("", await Handshake.TryAsync(shop, agent, authority.Leaf(id), SslProtocols.Tls12));
            Assert.DoesNotContain("HTTP", await Handshake.InPlainTextAsync(shop, agent, Handshake.Http1), StringComparison.Ordinal);
        }

        await shop.UnchangedAsync(held, "a handshake");
        (string Row, int Least)[] counts =
        [
            .. peers.CountBy(peer => peer.Refusal).Select(refusal => ($"PEER_VERIFICATION {refusal.Key} mtls", refusal.Value)),
            ("PEER_VERIFICATION handshake_failed mtls", 2),
        ];
        foreach (var agent in AgentNames.All)
        {
            await CountedAsync(agent, counts);
        }
    }

    [Fact]
    public async Task The_port_of_probes_reaches_nothing_else_by_any_name()
    {
        var ann = await Buyer.CreateAsync(shop);
        var mtls = $"127.0.0.1:{shop.MtlsPort(AgentNames.Gateway)}";
        var held = await shop.HoldingsAsync();
        foreach (var agent in AgentNames.All)
        {
            using var probes = new HttpClient(new SocketsHttpHandler { UseProxy = false })
            {
                BaseAddress = new($"http://127.0.0.1:{shop.HttpHealthPort(agent)}"),
            };
            (string, string)[] headers = [("Host", mtls), ("X-Forwarded-Host", mtls), ann.Bearer];
            var read = await probes.ReadAsync($"/api/v1/orders/{ann.Order}", headers);
            var cancelled = await probes.SendAsync("POST", $"/api/v1/orders/{ann.Order}/cancel", "{}", headers);
            Assert.Equal((404, 404, ""), (read.Status, cancelled.Status, read.Body + cancelled.Body));
        }

        await shop.UnchangedAsync(held, "a forged host");
        foreach (var agent in AgentNames.All)
        {
            await CountedAsync(agent, ("REQUEST_REFUSED not_found http_health", 2));
        }
    }

    [Fact]
    public async Task Where_no_proxy_is_trusted_nobody_is_believed_to_be_elsewhere_or_to_speak_TLS()
    {
        (string, string)[] forwarded = [("X-Forwarded-For", "203.0.113.7"), ("X-Forwarded-Proto", "https")];
        var held = await shop.HoldingsAsync();
        await FailAsync(held, "a path", shop.Public.ReadAsync("/api/v1/nothing", forwarded), "404 not_found");
        var signIn = shop.Public.SendAsync(
            "POST", "/api/v1/sessions", """{"email": "nobody@example.com", "password": "correct horse", "cookie": true}""", forwarded);
        await FailAsync(held, "a cookie", signIn, Invalid);

        await CountedAsync(AgentNames.Gateway, ("REQUEST_REFUSED not_found public", 1));
        Assert.Equal(0, await shop.CountAsync("gateway", "SELECT count(*) FROM audit WHERE address LIKE '203.0.113.%'"));
    }

    private async Task FailAsync(IReadOnlyList<string> held, string name, Task<RestAnswer> answer, string expected)
    {
        Assert.Equal($"{name}: {expected}", $"{name}: {await Attack.AnswerAsync(answer)}");
        await shop.UnchangedAsync(held, name);
    }

    // Counts are written once a minute, and when the agent stops.
    private async Task CountedAsync(string agent, params (string Row, int Least)[] counts)
    {
        await shop.StopAsync(agent);
        await shop.StartAsync(agent);
        await shop.WaitUntilReadyAsync(agent);
        foreach (var (row, least) in counts)
        {
            var counted = await shop.CountAsync(
                Agents.All.Single(known => known.Name == agent).Databases[0],
                "SELECT coalesce(sum(count), 0)::bigint FROM audit WHERE concat_ws(' ', event_type, outcome, listener) = $1", row);
            Assert.True(counted >= least, $"{agent}, {row}: {counted}");
        }
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static string Token(string header, string claims, ECDsa? sign)
    {
        var content = $"{Base64Url.EncodeToString(Utf8(header))}.{Base64Url.EncodeToString(Utf8(claims))}";
        return $"{content}.{(sign is null ? "" : Base64Url.EncodeToString(sign.SignData(Utf8(content), HashAlgorithmName.SHA256)))}";
    }

    private static string Jwk(ECDsa key)
    {
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        return $$"""{"kty":"EC","crv":"P-256","x":"{{Base64Url.EncodeToString(point.X)}}","y":"{{Base64Url.EncodeToString(point.Y)}}"}""";
    }
}
