using Google.Rpc;
using Grpc.Core;

namespace Ecommerce.ServiceDefaults.Tests.Capabilities;

/// <summary>An answer of gRPC as it is on the wire.</summary>
internal sealed class GrpcAnswer
{
    public GrpcAnswer(HttpResponseMessage response, byte[] message)
    {
        string? Value(string name) =>
            response.TrailingHeaders.TryGetValues(name, out var late) ? late.Single()
            : response.Headers.TryGetValues(name, out var early) ? early.Single()
            : null;
        Message = message;
        Status = (StatusCode)int.Parse(Value("grpc-status") ?? "2", System.Globalization.CultureInfo.InvariantCulture);
        Detail = Uri.UnescapeDataString(Value("grpc-message") ?? "");
        AcceptEncoding = Value("grpc-accept-encoding");
        var details = Value("grpc-status-details-bin") is { } text
            ? Google.Rpc.Status.Parser.ParseFrom(Convert.FromBase64String(text.PadRight((text.Length + 3) / 4 * 4, '=')))
            : null;
        foreach (var detail in details?.Details ?? [])
        {
            if (detail.TryUnpack(out ErrorInfo info))
            {
                Reason = info.Reason;
            }
            else if (detail.TryUnpack(out BadRequest bad))
            {
                Field = bad.FieldViolations[0].Field;
            }
        }
    }

    public StatusCode Status { get; }

    public string Detail { get; }

    /// <summary>The problem's code in upper case; null where the answer has none.</summary>
    public string? Reason { get; }

    /// <summary>The first field that is at fault; null where none is named.</summary>
    public string? Field { get; }

    public string? AcceptEncoding { get; }

    public byte[] Message { get; }
}
