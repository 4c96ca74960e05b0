using System.Buffers.Text;
using System.Text;
using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.Testing;
using Ecommerce.UserAgent.Tokens;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Spiffe;
using Spiffe.WorkloadApi;

namespace Ecommerce.UserAgent.Tests.Tokens;

/// <summary>
/// What of the Workload API's word is believed: it finds tokens of every trust domain valid that it knows, however long they live.
/// </summary>
public sealed class WorkloadProofTests : IAsyncLifetime
{
    private const string Cli = "spiffe://agentweave.io/client/cli";

    private readonly ManualTime _time = new();
    private readonly TestFolder _folder = new();
    private WebApplication _host = null!;
    private JwtSource _source = null!;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.Services.AddRouting().AddGrpc();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.ConfigureEndpointDefaults(listen => listen.Protocols = HttpProtocols.Http2);
            kestrel.ListenUnixSocket(_folder.At("api.sock"));
        });
        _host = builder.Build();
        _host.MapGrpcService<Believer>();
        await _host.StartAsync();
        _source = new(new() { Endpoint = $"unix://{_folder.At("api.sock")}", TimeProvider = _time });
    }

    public async ValueTask DisposeAsync()
    {
        _source.Dispose();
        await _host.StopAsync(new CancellationToken(canceled: true));
        await _host.DisposeAsync();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(Cli, 0, 60, true)]
    [InlineData(Cli, -59, 1, true)]
    [InlineData(Cli, 5, 65, true)]
    [InlineData(Cli, 6, 66, false)]
    [InlineData(Cli, 6, 30, false)]
    [InlineData(Cli, 0, 61, false)]
    [InlineData(Cli, -3599, 1, false)]
    [InlineData(Cli, 0, 3600, false)]
    [InlineData(Cli, -60, 0, false)]
    [InlineData(Cli, null, 30, false)]
    [InlineData("spiffe://partner.example/client/cli", 0, 60, false)]
    public async Task A_valid_JWT_SVID_proves_a_workload_of_the_own_trust_domain_for_a_minute(
        string id, int? issued, int seconds, bool isProof)
    {
        var proof = new WorkloadProof(_source, new AgentInfo(AgentNames.User, "agentweave.io"));
        var token = Token(id, issued, seconds);
        if (isProof)
        {
            Assert.Equal(id, await proof.FindAsync(token, CancellationToken.None));
            return;
        }

        var refused = await Assert.ThrowsAsync<ProblemException>(() => proof.FindAsync(token, CancellationToken.None));
        Assert.Equal(ErrorCodes.Unauthenticated, refused.Code);
    }

    // Issued and ending so many seconds from now.
    private string Token(string id, int? issued, int end)
    {
        var now = _time.GetUtcNow().ToUnixTimeSeconds();
        var since = issued is null ? "" : $""", "iat": {now + issued}""";
        var claims = $$"""{"sub": "{{id}}", "aud": "spiffe://agentweave.io/agent/user", "exp": {{now + end}}{{since}}}""";
        return $"e30.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims))}.e30";
    }

    /// <summary>A Workload API that finds every token valid.</summary>
    private sealed class Believer : SpiffeWorkloadAPI.SpiffeWorkloadAPIBase
    {
        public override Task<ValidateJWTSVIDResponse> ValidateJWTSVID(ValidateJWTSVIDRequest request, ServerCallContext context) =>
            Task.FromResult(new ValidateJWTSVIDResponse
            {
                SpiffeId = JwtSvid.TryParse(request.Svid, out var svid) ? svid.Id.ToString() : "",
            });
    }
}
