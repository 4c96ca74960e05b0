using System.Buffers;
using System.Text.Json;
using Ecommerce.Contracts;
using Ecommerce.Contracts.Agent;

namespace Ecommerce.Gateway.Rest;

/// <summary>Writes the health of the shop as a map by agent.</summary>
internal static class RestHealth
{
    public static byte[] Format(IReadOnlyList<(string Name, HealthResponse? Answer)> answers, bool detail)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartObject(AgentNames.Gateway);
            json.WriteBoolean("healthy", true);
            json.WriteEndObject();
            foreach (var (name, answer) in answers)
            {
                json.WriteStartObject(name);
                json.WriteBoolean("healthy", answer is { Healthy: true });
                if (detail && answer is not null)
                {
                    json.WriteString("version", answer.Version);
                    json.WriteStartObject("checks");
                    foreach (var (check, value) in answer.Checks)
                    {
                        json.WriteString(check, value);
                    }

                    json.WriteEndObject();
                }

                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
