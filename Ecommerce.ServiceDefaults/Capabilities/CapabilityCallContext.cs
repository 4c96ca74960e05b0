using Grpc.Core;

namespace Ecommerce.ServiceDefaults.Capabilities;

/// <summary>
/// What a service's method sees as the gRPC call, whichever surface received the call. Its token is cancelled at the deadline that this
/// agent enforces, which may be earlier than the caller's.
/// </summary>
internal sealed class CapabilityCallContext(CapabilityContext call, CancellationToken deadline) : ServerCallContext
{
    private static readonly AuthContext Anonymous = new(null, []);

    private Metadata? _responseTrailers;

    public CapabilityContext Call { get; } = call;

    protected override string MethodCore => Call.Capability!.FullMethodName;

    protected override string HostCore => "";

    protected override string PeerCore => Call.Caller;

    protected override DateTime DeadlineCore => Call.Deadline.UtcDateTime;

    protected override Metadata RequestHeadersCore => Metadata.Empty;

    protected override CancellationToken CancellationTokenCore { get; } = deadline;

    protected override Metadata ResponseTrailersCore => _responseTrailers ??= [];

    protected override Status StatusCore { get; set; }

    protected override WriteOptions? WriteOptionsCore { get; set; }

    protected override AuthContext AuthContextCore => Anonymous;

    protected override ContextPropagationToken CreatePropagationTokenCore(ContextPropagationOptions? options) =>
        throw new NotSupportedException("The typed clients pass deadlines on.");

    // Capabilities set no response headers; the transport writes its own.
    protected override Task WriteResponseHeadersAsyncCore(Metadata responseHeaders) => Task.CompletedTask;
}
