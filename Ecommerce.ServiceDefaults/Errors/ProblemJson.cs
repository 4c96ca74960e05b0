using System.Buffers;
using System.Diagnostics;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Ecommerce.Contracts;
using Microsoft.AspNetCore.WebUtilities;

namespace Ecommerce.ServiceDefaults.Errors;

/// <summary>Problems as RFC 9457 problem details, with <c>code</c> and <c>trace_id</c>.</summary>
public static class ProblemJson
{
    /// <summary>The media type (RFC 9457 6.1).</summary>
    public const string MediaType = "application/problem+json";

    // For machines, never put inside HTML.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The problem's JSON text.</summary>
    public static string Format(ProblemException problem) => Encoding.UTF8.GetString(FormatUtf8(problem));

    /// <summary>The problem's JSON in UTF-8.</summary>
    public static byte[] FormatUtf8(ProblemException problem)
    {
        var status = ErrorCodes.HttpStatus(problem.Code);
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("type", "about:blank");
            json.WriteString("title", ReasonPhrases.GetReasonPhrase(status));
            json.WriteNumber("status", status);
            json.WriteString("detail", problem.Message);
            json.WriteString("code", problem.Code);
            json.WriteString("trace_id", Activity.Current?.TraceId.ToString() ?? "");
            if (problem.Violations.Count > 0)
            {
                json.WriteStartArray("errors");
                foreach (var violation in problem.Violations)
                {
                    json.WriteStartObject();
                    json.WriteString("field", violation.Field);
                    json.WriteString("detail", violation.Description);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
            }

            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
