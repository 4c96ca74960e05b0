using System.Collections.Frozen;
using System.Text.Json;
using Npgsql;

namespace Ecommerce.ServiceDefaults.Database;

/// <summary>Columns that hold an enum's value by its name in snake_case, and columns that may be null.</summary>
public static class Columns
{
    /// <summary>The value's name in the database: <c>RequiresAction</c> is <c>requires_action</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The enum does not define the value.</exception>
    public static string ToColumn<T>(this T value)
        where T : struct, Enum =>
        Names<T>.ByValue.TryGetValue(value, out var name)
            ? name : throw new ArgumentOutOfRangeException(nameof(value), value, message: null);

    /// <summary>The value that has the name.</summary>
    /// <exception cref="FormatException">No value has it: newer code wrote the row.</exception>
    public static T ToEnum<T>(this string name)
        where T : struct, Enum =>
        Names<T>.ByName.TryGetValue(name, out var value) ? value : throw new FormatException($"{typeof(T).Name} has no value {name}");

    /// <summary>Reads an enum's value by its name.</summary>
    /// <exception cref="FormatException">No value has the name: newer code wrote the row.</exception>
    public static T GetEnum<T>(this NpgsqlDataReader reader, int column)
        where T : struct, Enum =>
        reader.GetString(column).ToEnum<T>();

    /// <summary>Reads a column that may be null.</summary>
    public static T? GetNullable<T>(this NpgsqlDataReader reader, int column)
        where T : struct =>
        reader.IsDBNull(column) ? null : reader.GetFieldValue<T>(column);

    /// <summary>Reads a text that may be null.</summary>
    public static string? GetNullableString(this NpgsqlDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetString(column);

    /// <summary>Reads bytes that may be null.</summary>
    public static byte[]? GetNullableBytes(this NpgsqlDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetFieldValue<byte[]>(column);

    private static class Names<T>
        where T : struct, Enum
    {
        public static FrozenDictionary<T, string> ByValue { get; } = Enum.GetValues<T>().ToFrozenDictionary(
            value => value, value => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()));

        public static FrozenDictionary<string, T> ByName { get; } =
            ByValue.ToFrozenDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);
    }
}
