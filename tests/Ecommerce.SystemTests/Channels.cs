using System.Net.Security;
using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults.Clients;
using Ecommerce.Testing;
using Grpc.Core;
using Grpc.Net.Client;
using Spiffe;
using Spiffe.Tls;

namespace Ecommerce.SystemTests;

/// <summary>Connections to the agents as somebody in particular.</summary>
internal static class Channels
{
    /// <summary>A client's invoker under a workload's genuine SVID.</summary>
    public static async Task<CallInvoker> InvokerAsync(this ShopFixture shop, string identity, string agent) =>
        (await shop.ClientsOfAsync(identity)).To(ShopFixture.IdOf(agent));

    /// <summary>A bare gRPC channel under a workload's genuine SVID.</summary>
    public static async Task<GrpcChannel> ChannelAsync(this ShopFixture shop, string identity, string agent)
    {
        var source = await shop.SourceOfAsync(identity);
        return GrpcChannel.ForAddress(Address(shop, agent), new()
        {
            HttpHandler = new SpiffeHttpHandler(source, SpiffeId.Parse(ShopFixture.IdOf(agent))),
            DisposeHttpClient = true,
        });
    }

    /// <summary>A bare gRPC channel with a certificate of the test's choice.</summary>
    public static GrpcChannel Channel(this ShopFixture shop, SslStreamCertificateContext leaf, string agent) =>
        GrpcChannel.ForAddress(Address(shop, agent), new() { HttpHandler = Handler(leaf), DisposeHttpClient = true });

    /// <summary>HTTP to the gateway's port of mutual TLS under a workload's genuine SVID.</summary>
    public static async Task<HttpClient> HttpOfAsync(this ShopFixture shop, string identity)
    {
        var gateway = SpiffeId.Parse(ShopFixture.IdOf(AgentNames.Gateway));
        var proof = new ProgramProof(await shop.ProofOfAsync(identity));
        return new(new ProgramProofHandler(proof, ShopFixture.IdOf(AgentNames.User))
        {
            InnerHandler = new SpiffeHttpHandler(await shop.SourceOfAsync(identity), gateway),
        })
        {
            BaseAddress = new Uri(Address(shop, AgentNames.Gateway)),
        };
    }

    /// <summary>The same, without the JWT-SVID that proves the workload to the agents behind the gateway.</summary>
    public static async Task<HttpClient> SilentHttpOfAsync(this ShopFixture shop, string identity) =>
        new(new SpiffeHttpHandler(await shop.SourceOfAsync(identity), SpiffeId.Parse(ShopFixture.IdOf(AgentNames.Gateway))))
        {
            BaseAddress = new Uri(Address(shop, AgentNames.Gateway)),
        };

    /// <summary>HTTP to the gateway with a certificate of the test's choice.</summary>
    public static HttpClient Http(this ShopFixture shop, SslStreamCertificateContext leaf) =>
        new(Handler(leaf)) { BaseAddress = new Uri(Address(shop, AgentNames.Gateway)) };

    private static string Address(ShopFixture shop, string agent) => $"https://127.0.0.1:{shop.MtlsPort(agent)}";

    /// <summary>Connections with a certificate of the test's choice to whoever answers.</summary>
    public static SocketsHttpHandler Handler(SslStreamCertificateContext leaf) => new()
    {
        UseProxy = false,
        SslOptions = { ClientCertificateContext = leaf, RemoteCertificateValidationCallback = (_, server, _, _) => server is not null },
    };
}
