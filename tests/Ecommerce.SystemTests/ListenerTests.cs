using System.Net;
using System.Net.Sockets;
using System.Text;
using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.Testing;
using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Net.Client;

namespace Ecommerce.SystemTests;

/// <summary>Each port gives what is its own and nothing else, whatever the request says of hosts.</summary>
public sealed class ListenerTests(ShopFixture shop)
{
    private const string GrpcPath = "/ecommerce.v1.UserService/GetUser";

    private static readonly Marshaller<byte[]> Bytes = Marshallers.Create<byte[]>(bytes => bytes, bytes => bytes);

    public static TheoryData<string> Agents => [.. AgentNames.All];

    [Theory]
    [MemberData(nameof(Agents))]
    public async Task The_HTTP_probe_port_answers_probes(string agent)
    {
        Assert.Equal(200, await StatusAsync(shop.HttpHealthPort(agent), "GET /healthz/live HTTP/1.1\r\nHost: x\r\n"));
        Assert.Equal(200, await StatusAsync(shop.HttpHealthPort(agent), "GET /healthz/ready HTTP/1.1\r\nHost: x\r\n"));
    }

    [Theory]
    [MemberData(nameof(Agents))]
    public async Task The_HTTP_probe_port_answers_nothing_but_probes(string agent)
    {
        var (port, mtls) = (shop.HttpHealthPort(agent), shop.MtlsPort(agent));
        foreach (var path in new[] { "/api/v1/products", "/api/v1/health", "/metrics", "/healthz", "/", "/openapi/v1.json",
            "/.well-known/agent-card.json" })
        {
            foreach (var host in new[] { "x", $"127.0.0.1:{mtls}", "gateway:8443", "localhost" })
            {
                Assert.Equal(404, await StatusAsync(port, $"GET {path} HTTP/1.1\r\nHost: {host}\r\n"));
                Assert.Equal(404, await StatusAsync(
                    port, $"GET {path} HTTP/1.1\r\nHost: {host}\r\nX-Forwarded-Host: 127.0.0.1:{mtls}\r\nX-Forwarded-Port: {mtls}\r\n"));
            }

            Assert.Equal(404, await StatusAsync(port, $"GET http://127.0.0.1:{mtls}{path} HTTP/1.1\r\nHost: 127.0.0.1:{mtls}\r\n"));
        }

        foreach (var path in new[] { GrpcPath, "/agent.AgentService/ProcessTask", "/grpc.health.v1.Health/Check" })
        {
            Assert.Equal(404, await StatusAsync(
                port, $"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/grpc\r\nContent-Length: 0\r\n"));
        }
    }

    [Theory]
    [MemberData(nameof(Agents))]
    public async Task The_gRPC_health_port_answers_health_and_nothing_else(string agent)
    {
        using var channel = GrpcChannel.ForAddress($"http://127.0.0.1:{shop.GrpcHealthPort(agent)}");
        var health = new Health.HealthClient(channel);
        foreach (var service in new[] { "", "liveness" })
        {
            var answer = await health.CheckAsync(new() { Service = service }, deadline: Deadline);
            Assert.Equal(HealthCheckResponse.Types.ServingStatus.Serving, answer.Status);
        }

        var unknown =
            await Assert.ThrowsAsync<RpcException>(async () => await health.CheckAsync(new() { Service = "payments" }, deadline: Deadline));
        Assert.Equal(StatusCode.NotFound, unknown.StatusCode);
        using var watch = health.Watch(new() { Service = "" }, deadline: Deadline);
        Assert.True(await watch.ResponseStream.MoveNext(CancellationToken.None));
        Assert.Equal(HealthCheckResponse.Types.ServingStatus.Serving, watch.ResponseStream.Current.Status);

        foreach (var method in new[] { GrpcPath, "/agent.AgentService/ProcessTask", "/agent.AgentService/HealthCheck" })
        {
            Assert.Equal(StatusCode.Unimplemented, await CallAsync(channel, method));
        }

        Assert.Equal(StatusCode.Unimplemented, await CallAsync(channel, "/grpc.reflection.v1.ServerReflection/ServerReflectionInfo"));
    }

    [Fact]
    public async Task No_more_than_a_hundred_watch_health_and_all_others_are_still_answered()
    {
        var address = $"http://127.0.0.1:{shop.GrpcHealthPort(AgentNames.Inventory)}";
        using var crowd = GrpcChannel.ForAddress(address);
        var watches =
            Enumerable.Range(0, 101).Select(_ => new Health.HealthClient(crowd).Watch(new() { Service = "" }, deadline: Deadline))
                .ToArray();
        var answers = await Task.WhenAll(watches.Select(async watch => await Record.ExceptionAsync(
            async () => Assert.True(await watch.ResponseStream.MoveNext(CancellationToken.None)))));
        var refused = answers.OfType<RpcException>().ToList();
        Assert.All(refused, exception => Assert.Equal(StatusCode.ResourceExhausted, exception.StatusCode));
        Assert.Equal(answers.Count(exception => exception is not null), refused.Count);
        Assert.InRange(refused.Count, 1, 2); // another test's watch may be on its way out

        using var channel = GrpcChannel.ForAddress(address);
        var health = new Health.HealthClient(channel);
        Assert.Equal(HealthCheckResponse.Types.ServingStatus.Serving, (await health.CheckAsync(new(), deadline: Deadline)).Status);
        foreach (var watch in watches)
        {
            watch.Dispose();
        }
    }

    [Theory]
    [MemberData(nameof(Agents))]
    public async Task There_is_no_reflection_behind_mutual_TLS_either(string agent)
    {
        using var channel = await shop.ChannelAsync("admin", agent);
        foreach (var version in new[] { "v1", "v1alpha" })
        {
            var status = await CallAsync(channel, $"/grpc.reflection.{version}.ServerReflection/ServerReflectionInfo");
            Assert.True(status is StatusCode.Unimplemented or StatusCode.PermissionDenied, status.ToString());
        }

        Assert.Equal(StatusCode.Unimplemented, await CallAsync(channel, "/grpc.health.v1.Health/Check"));
    }

    [Fact]
    public async Task The_public_port_speaks_no_gRPC_and_serves_no_probe()
    {
        var port = shop.Public.BaseAddress!.Port;
        foreach (var path in new[] { GrpcPath, "/agent.AgentService/ProcessTask", "/ecommerce.v1.GatewayService/Route",
            "/grpc.health.v1.Health/Check" })
        {
            Assert.Equal(404, await StatusAsync(
                port, $"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/grpc\r\nContent-Length: 0\r\n"));
        }

        foreach (var path in new[] { "/healthz/live", "/healthz/ready", "/metrics", "/" })
        {
            Assert.Equal(
                404, await StatusAsync(port, $"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{shop.HttpHealthPort(AgentNames.Gateway)}\r\n"));
        }

        using var channel = GrpcChannel.ForAddress(shop.Public.BaseAddress!);
        var refused = await Assert.ThrowsAsync<RpcException>(async () =>
            await new GatewayService.GatewayServiceClient(channel).HealthAsync(new(), deadline: Deadline));
        Assert.NotEqual(StatusCode.OK, refused.StatusCode);
    }

    private static DateTime Deadline => TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(15);

    private static async Task<StatusCode> CallAsync(GrpcChannel channel, string path)
    {
        var parts = path.Split('/');
        var method = new Method<byte[], byte[]>(MethodType.Unary, parts[1], parts[2], Bytes, Bytes);
        var refused = await Assert.ThrowsAsync<RpcException>(async () =>
            await channel.CreateCallInvoker().AsyncUnaryCall(method, null, new CallOptions(deadline: Deadline), []).ResponseAsync);
        return refused.StatusCode;
    }

    private static async Task<int> StatusAsync(int port, string request)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(15));
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port, limit.Token);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request + "Connection: close\r\n\r\n"), limit.Token);
        using var reader = new StreamReader(client.GetStream());
        var line = await reader.ReadLineAsync(limit.Token);
        return int.Parse(line!.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
    }
}
