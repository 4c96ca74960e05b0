using System.Net;
using System.Security.Cryptography.X509Certificates;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Spiffe.WorkloadApi;

namespace Spiffe.Tests;

/// <summary>A Workload API that says what the test wants it to say.</summary>
internal sealed class FakeWorkloadApi : SpiffeWorkloadAPI.SpiffeWorkloadAPIBase, IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("spiffe");
    private WebApplication? _host;
    private State _state = new(null, null);

    public string Endpoint { get; private set; } = "";

    public static async Task<FakeWorkloadApi> StartAsync(bool overTcp = false)
    {
        var api = new FakeWorkloadApi();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddRouting().AddSingleton(api).AddGrpc();
        var socket = Path.Combine(api._folder.FullName, "api.sock");
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.ConfigureEndpointDefaults(listen => listen.Protocols = HttpProtocols.Http2);
            if (overTcp)
            {
                kestrel.Listen(IPAddress.Loopback, 0);
            }
            else
            {
                kestrel.ListenUnixSocket(socket);
            }
        });
        api._host = builder.Build();
        api._host.MapGrpcService<FakeWorkloadApi>();
        await api._host.StartAsync(TestContext.Current.CancellationToken);
        api.Endpoint = overTcp ? api._host.Urls.Single().Replace("http://", "tcp://", StringComparison.Ordinal) : "unix://" + socket;
        return api;
    }

    /// <summary>An SVID of an authority that is the only one of its trust domain.</summary>
    public static X509SVIDResponse Svid(string id, Mint mint) => Svid(id, mint, [mint]);

    /// <summary>An SVID and the bundle of its trust domain.</summary>
    public static X509SVIDResponse Svid(string id, Mint mint, Mint[] bundle)
    {
        var leaf = mint.Leaf([id]);
        return new X509SVIDResponse
        {
            Svids =
            {
                new X509SVID
                {
                    SpiffeId = id,
                    X509Svid = ByteString.CopyFrom(leaf.RawData),
                    X509SvidKey = ByteString.CopyFrom(leaf.GetECDsaPrivateKey()!.ExportPkcs8PrivateKey()),
                    Bundle = Bundle(bundle),
                },
            },
        };
    }

    public static ByteString Bundle(params Mint[] mints) => ByteString.CopyFrom([.. mints.SelectMany(mint => mint.Root.RawData)]);

    /// <summary>Sends this now, and first to each new caller.</summary>
    public void Send(X509SVIDResponse message) => Become(message, null);

    /// <summary>Ends the streams, and answers new ones, with this status.</summary>
    public void End(StatusCode code) => Become(null, new RpcException(new Status(code, "so it is")));

    /// <summary>A source that follows this API and has its first message.</summary>
    public async Task<X509Source> SourceAsync(X509SourceOptions? options = null)
    {
        var source = X509Source.Start(options ?? new X509SourceOptions { Endpoint = Endpoint });
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        await source.WaitForFirstAsync(deadline.Token);
        return source;
    }

    public override async Task FetchX509SVID(
        X509SVIDRequest request, IServerStreamWriter<X509SVIDResponse> responseStream, ServerCallContext context)
    {
        while (!context.CancellationToken.IsCancellationRequested)
        {
            var state = _state;
            if (state.Error is not null)
            {
                throw state.Error;
            }

            if (state.Message is not null)
            {
                await responseStream.WriteAsync(state.Message);
            }

            await state.Replaced.Task.WaitAsync(context.CancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _host!.StopAsync(new CancellationToken(canceled: true));
        await _host.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private void Become(X509SVIDResponse? message, RpcException? exception)
    {
        var before = _state;
        _state = new State(message, exception);
        before.Replaced.TrySetResult();
    }

    private sealed record State(X509SVIDResponse? Message, RpcException? Error)
    {
        public TaskCompletionSource Replaced { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
