using System.Text.Json;
using Npgsql;
using NpgsqlTypes;

namespace Ecommerce.OrderAgent;

/// <summary>What both stores need to speak with the database.</summary>
internal static class Sql
{
    /// <summary>The name of an enum's value in the database: snake_case.</summary>
    public static string Name<T>(T value) where T : struct, Enum => Names<T>.Of[value];

    /// <summary>The value of a name.</summary>
    /// <exception cref="FormatException">There is none: the row was written by something else.</exception>
    public static T Value<T>(string name) where T : struct, Enum =>
        Names<T>.Values.TryGetValue(name, out var value) ? value : throw new FormatException($"{typeof(T).Name} has no {name}");

    /// <summary>Adds the next positional parameter.</summary>
    public static void Add(this NpgsqlParameterCollection parameters, NpgsqlDbType type, object? value) =>
        parameters.Add(new NpgsqlParameter { NpgsqlDbType = type, Value = value ?? DBNull.Value });

    /// <summary>Reads a column that may be null.</summary>
    public static T? Nullable<T>(this NpgsqlDataReader reader, int column) where T : struct =>
        reader.IsDBNull(column) ? null : reader.GetFieldValue<T>(column);

    /// <summary>Reads a column that may be null.</summary>
    public static T? NullableReference<T>(this NpgsqlDataReader reader, int column) where T : class =>
        reader.IsDBNull(column) ? null : reader.GetFieldValue<T>(column);

    private static class Names<T> where T : struct, Enum
    {
        public static Dictionary<T, string> Of { get; } =
            Enum.GetValues<T>().ToDictionary(value => value, value => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()));

        public static Dictionary<string, T> Values { get; } = Of.ToDictionary(pair => pair.Value, pair => pair.Key);
    }
}
