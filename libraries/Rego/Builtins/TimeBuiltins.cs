using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;
using Rego.Evaluate;
using Rego.Values;

namespace Rego.Builtins;

/// <summary>Builtins of time. Points in time are nanoseconds since 1970 UTC.</summary>
internal static partial class TimeBuiltins
{
    private const long NanosecondsPerSecond = 1_000_000_000;

    private static readonly Dictionary<string, decimal> Units = new()
    {
        ["ns"] = 1,
        ["us"] = 1_000,
        ["µs"] = 1_000,
        ["μs"] = 1_000,
        ["ms"] = 1_000_000,
        ["s"] = NanosecondsPerSecond,
        ["m"] = 60m * NanosecondsPerSecond,
        ["h"] = 3600m * NanosecondsPerSecond,
    };

    internal static Builtin[] All { get; } =
    [
        new("time.now_ns", [], Kinds.Number, (evaluation, _) => evaluation.Session.Now),
        new("time.parse_rfc3339_ns", [Kinds.String], Kinds.Number, (_, arguments) => ParseRfc3339(arguments.Text(0))),
        new("time.parse_duration_ns", [Kinds.String], Kinds.Number, (_, arguments) => ParseDuration(arguments.Text(0))),
        new("time.date", [Kinds.Number | Kinds.Array], Kinds.Array, (_, arguments) =>
        {
            var time = Local(arguments[0]).Time;
            return Numbers(time.Year, time.Month, time.Day);
        }),
        new("time.clock", [Kinds.Number | Kinds.Array], Kinds.Array, (_, arguments) =>
        {
            var time = Local(arguments[0]).Time;
            return Numbers(time.Hour, time.Minute, time.Second);
        }),
        new("time.weekday", [Kinds.Number | Kinds.Array], Kinds.String,
            (_, arguments) => RegoString.Of(Local(arguments[0]).Time.DayOfWeek.ToString())),
        new("time.add_date", [Kinds.Number, Kinds.Number, Kinds.Number, Kinds.Number], Kinds.Number, AddDate),
        new("time.diff", [Kinds.Number | Kinds.Array, Kinds.Number | Kinds.Array], Kinds.Array, Difference),
    ];

    private static RegoArray Numbers(params int[] values) => RegoArray.Of([.. values.Select(value => RegoNumber.Of(value))]);

    private static RegoNumber ParseRfc3339(string text)
    {
        var match = Rfc3339().Match(text);
        var seconds = (match.Groups[1].Value + match.Groups[3].Value).ToUpperInvariant();
        if (!match.Success || !DateTimeOffset.TryParseExact(seconds, "yyyy-MM-dd'T'HH:mm:ssK",
                CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
        {
            throw new BuiltinException($"parsing time \"{text}\" as \"2006-01-02T15:04:05Z07:00\": cannot parse");
        }

        var fraction = match.Groups[2].Value.PadRight(9, '0')[..9];
        return Point(new BigInteger((time - DateTimeOffset.UnixEpoch).Ticks) * TimeSpan.NanosecondsPerTick
            + int.Parse(fraction, CultureInfo.InvariantCulture));
    }

    private static RegoNumber ParseDuration(string text)
    {
        var match = Duration().Match(text);
        if (!match.Success)
        {
            throw new BuiltinException($"time: invalid duration \"{text}\"");
        }

        if (match.Groups["zero"].Success)
        {
            return RegoNumber.Of(0);
        }

        decimal total = 0;
        for (var i = 0; i < match.Groups["value"].Captures.Count; i++)
        {
            var digits = match.Groups["value"].Captures[i].Value;
            if (!decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
                || value > long.MaxValue)
            {
                throw new BuiltinException($"time: invalid duration \"{text}\"");
            }

            total += value * Units[match.Groups["unit"].Captures[i].Value];
            if (total > long.MaxValue)
            {
                throw new BuiltinException($"time: invalid duration \"{text}\"");
            }
        }

        return RegoNumber.Of((long)(text[0] == '-' ? -total : total));
    }

    /// <summary>The local time of a point in UTC, or of <c>[point, zone]</c> in the zone.</summary>
    private static (DateTime Time, TimeZoneInfo Zone, long Fraction) Local(RegoValue value)
    {
        var zone = TimeZoneInfo.Utc;
        if (value is RegoArray array)
        {
            if (array.Items.Length is < 1 or > 3)
            {
                throw new BuiltinException("operand 1 must be either number (ns) or [number (ns), string (tz)]", isType: true);
            }

            value = array.Items[0];
            if (array.Items.Length > 1)
            {
                zone = Zone(array.Items[1].Text ?? throw new BuiltinException("timezone must be string", isType: true));
            }
        }

        if (value is not RegoNumber { IsInteger: true } number || !number.TryInt64(out var nanoseconds))
        {
            throw new BuiltinException("timestamp too big");
        }

        var ticks = Math.DivRem(nanoseconds, TimeSpan.NanosecondsPerTick, out var rest);
        if (rest < 0)
        {
            (ticks, rest) = (ticks - 1, rest + TimeSpan.NanosecondsPerTick);
        }

        var utc = DateTime.UnixEpoch.AddTicks(ticks);
        return (TimeZoneInfo.ConvertTimeFromUtc(utc, zone), zone, rest);
    }

    private static TimeZoneInfo Zone(string name)
    {
        if (name is "" or "UTC")
        {
            return TimeZoneInfo.Utc;
        }

        if (name == "Local")
        {
            return TimeZoneInfo.Local;
        }

        return TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone)
            ? zone
            : throw new BuiltinException($"unknown time zone {name}");
    }

    private static RegoNumber AddDate(Evaluation evaluation, ReadOnlySpan<RegoValue> arguments)
    {
        var (time, _, fraction) = Local(arguments[0]);
        try
        {
            // As in Go: months are added first, and days that overflow run into the next month.
            var months = (time.Year * 12L) + time.Month - 1 + (arguments.Index(1) * 12L) + arguments.Index(2);
            var first = new DateTime(checked((int)Math.DivRem(months, 12, out var month)), (int)month + 1, 1, 0, 0, 0, DateTimeKind.Utc);
            var moved = first.AddDays(time.Day - 1 + (double)arguments.Index(3)) + time.TimeOfDay;
            return Point(new BigInteger((moved - DateTime.UnixEpoch).Ticks) * TimeSpan.NanosecondsPerTick + fraction);
        }
        catch (ArgumentOutOfRangeException)
        {
            throw new BuiltinException("time outside of valid range");
        }
    }

    /// <summary>The years, months, days, hours, minutes and seconds between two points, by the calendar.</summary>
    private static RegoArray Difference(Evaluation evaluation, ReadOnlySpan<RegoValue> arguments)
    {
        var (first, zone, _) = Local(arguments[0]);
        var (second, other, _) = Local(arguments[1]);
        if (!zone.Equals(other))
        {
            second = TimeZoneInfo.ConvertTimeFromUtc(TimeZoneInfo.ConvertTimeToUtc(second, other), zone);
        }

        if (first > second)
        {
            (first, second) = (second, first);
        }

        int[] parts =
        [
            second.Year - first.Year, second.Month - first.Month, second.Day - first.Day,
            second.Hour - first.Hour, second.Minute - first.Minute, second.Second - first.Second,
        ];
        int[] sizes = [0, 12, DateTime.DaysInMonth(first.Year, first.Month), 24, 60, 60];
        for (var i = parts.Length - 1; i > 0; i--)
        {
            if (parts[i] >= 0)
            {
                continue;
            }

            parts[i] += sizes[i];
            parts[i - 1]--;
        }

        return Numbers(parts);
    }

    private static RegoNumber Point(BigInteger nanoseconds) =>
        nanoseconds >= long.MinValue && nanoseconds <= long.MaxValue
            ? RegoNumber.Of(nanoseconds)
            : throw new BuiltinException("time outside of valid range");

    [GeneratedRegex(@"^(\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2})(?:[.,](\d+))?([Zz]|[+-]\d{2}:\d{2})\z", RegexOptions.ECMAScript)]
    private static partial Regex Rfc3339();

    [GeneratedRegex(@"^[+-]?(?:(?<zero>0)|(?:(?<value>[0-9]+\.?[0-9]*|\.[0-9]+)(?<unit>ns|us|µs|μs|ms|s|m|h))+)\z")]
    private static partial Regex Duration();
}
