using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Google.Protobuf;

namespace Ecommerce.Testing.Telemetry;

/// <summary>
/// What the collector's Prometheus exporter shows of the metrics that have arrived: the last value of each series, in Prometheus' text
/// format 0.0.4. The numbers are those of opentelemetry-proto 1.x.
/// </summary>
public sealed class PrometheusExposition
{
    private readonly ConcurrentDictionary<string, string> _series = new();

    /// <summary>The text to be scraped.</summary>
    public string Write() => string.Concat(_series.OrderBy(series => series.Key, StringComparer.Ordinal)
        .Select(series => $"{series.Key} {series.Value}\n"));

    /// <summary>Takes an export request.</summary>
    internal void Take(ByteString request)
    {
        foreach (var resource in request.Messages(1))
        {
            var own = Labels(resource.Message(1), 1);
            var labels = $"instance=\"{own.GetValueOrDefault("service_instance_id")}\",job=\"{own.GetValueOrDefault("service_name")}\"";
            foreach (var metric in resource.Messages(2).SelectMany(scope => scope.Messages(2)))
            {
                Take(metric, labels);
            }
        }
    }

    private void Take(ByteString metric, string resource)
    {
        var (name, unit) = (metric.Message(1).ToStringUtf8(), metric.Message(3).ToStringUtf8());
        foreach (var point in metric.Message(5).Messages(1))
        {
            _series[$"{PrometheusName.Of(name, unit, isGauge: true, isMonotonic: false)}{{{Join(resource, point, 7)}}}"] = Number(point);
        }

        foreach (var sum in metric.Messages(7))
        {
            var isMonotonic = ProtobufFields.Of(sum).Any(field => field is { Number: 3, Scalar: 1 });
            foreach (var point in sum.Messages(1))
            {
                _series[$"{PrometheusName.Of(name, unit, isGauge: false, isMonotonic)}{{{Join(resource, point, 7)}}}"] = Number(point);
            }
        }

        foreach (var point in metric.Message(9).Messages(1))
        {
            TakeHistogram(PrometheusName.Of(name, unit, isGauge: false, isMonotonic: false), Join(resource, point, 9), point);
        }
    }

    // Buckets are counted from below; the last has no bound.
    private void TakeHistogram(string name, string labels, ByteString point)
    {
        var bounds = Packed(point, 7).Select(bits => Text(BitConverter.UInt64BitsToDouble(bits))).Append("+Inf").ToArray();
        ulong count = 0;
        foreach (var (bound, bucket) in bounds.Zip(Packed(point, 6)))
        {
            _series[$"{name}_bucket{{{labels},le=\"{bound}\"}}"] = Text(count += bucket);
        }

        _series[$"{name}_count{{{labels}}}"] = Text(count);
        _series[$"{name}_sum{{{labels}}}"] = Text(BitConverter.UInt64BitsToDouble(Scalar(point, 5)));
    }

    private static string Join(string resource, ByteString point, int attributes) => string.Join(
        ',', Labels(point, attributes).OrderBy(label => label.Key, StringComparer.Ordinal)
            .Select(label => $"{label.Key}=\"{label.Value}\"").Prepend(resource));

    private static Dictionary<string, string> Labels(ByteString message, int number)
    {
        Dictionary<string, string> labels = [];
        foreach (var attribute in message.Messages(number))
        {
            // A text, a truth, a whole number, a number.
            var value = ProtobufFields.Of(attribute.Message(2)).FirstOrDefault();
            labels[PrometheusName.OfLabel(attribute.Message(1).ToStringUtf8())] = value.Number switch
            {
                1 => Escape(value.Bytes.ToStringUtf8()),
                2 => value.Scalar == 1 ? "true" : "false",
                3 => ((long)value.Scalar).ToString(CultureInfo.InvariantCulture),
                4 => Text(BitConverter.UInt64BitsToDouble(value.Scalar)),
                _ => "",
            };
        }

        return labels;
    }

    private static string Escape(string text) =>
        new StringBuilder(text).Replace("\\", @"\\").Replace("\"", "\\\"").Replace("\n", "\\n").ToString();

    private static string Number(ByteString point) => ProtobufFields.Of(point).Any(field => field.Number == 4)
        ? Text(BitConverter.UInt64BitsToDouble(Scalar(point, 4)))
        : ((long)Scalar(point, 6)).ToString(CultureInfo.InvariantCulture);

    private static ulong Scalar(ByteString message, int number) =>
        ProtobufFields.Of(message).Where(field => field.Number == number).Select(field => field.Scalar).LastOrDefault();

    private static IEnumerable<ulong> Packed(ByteString message, int number)
    {
        var bytes = message.Message(number).ToByteArray();
        for (var at = 0; at < bytes.Length; at += sizeof(ulong))
        {
            yield return BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(at));
        }
    }

    private static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);
}
