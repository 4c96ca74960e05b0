using System.Buffers;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Rego.Values;

/// <summary>
/// A value of the language: immutable, compared by content, and ordered as in OPA (null, booleans, numbers, strings, arrays,
/// objects, sets). Undefined is not a value but a null reference.
/// </summary>
public abstract class RegoValue : IEquatable<RegoValue>
{
    private protected RegoValue()
    {
    }

    /// <summary><c>null</c>.</summary>
    public static RegoValue Null => RegoNull.Instance;

    /// <summary><c>true</c>.</summary>
    public static RegoValue True => RegoBoolean.TrueValue;

    /// <summary><c>false</c>.</summary>
    public static RegoValue False => RegoBoolean.FalseValue;

    /// <summary>The approximate length of the value as text, saturating. A shared part counts each time it is written.</summary>
    internal abstract int Weight { get; }

    /// <summary>The cost of looking at each character or member once: the number of characters, or eight for each member.</summary>
    internal abstract int Breadth { get; }

    /// <summary>The kind of this value.</summary>
    public abstract RegoKind Kind { get; }

    /// <summary>Whether this is the boolean <c>true</c>. No other value is.</summary>
    public bool IsTrue => ReferenceEquals(this, RegoBoolean.TrueValue);

    /// <summary>The text, if this is a string.</summary>
    public string? Text => (this as RegoString)?.Value;

    /// <summary>A boolean.</summary>
    public static RegoValue From(bool value) => value ? RegoBoolean.TrueValue : RegoBoolean.FalseValue;

    /// <summary>A string.</summary>
    public static RegoValue From(string value) => RegoString.Of(value);

    /// <summary>An integer.</summary>
    public static RegoValue From(long value) => RegoNumber.Of(value);

    /// <summary>An array.</summary>
    public static RegoValue From(IEnumerable<RegoValue> items) => RegoArray.Of([.. items]);

    /// <summary>An object with string keys; a later member replaces an earlier one of the same name.</summary>
    public static RegoValue Object(params ReadOnlySpan<(string Name, RegoValue Value)> members)
    {
        var builder = new RegoObject.Builder(members.Length);
        foreach (var (name, value) in members)
        {
            builder.Set(RegoString.Of(name), value);
        }

        return builder.Build();
    }

    /// <summary>An object of known keys.</summary>
    /// <param name="keys">The names.</param>
    /// <param name="values">A value for each, in the same order; what follows them is not looked at.</param>
    /// <exception cref="ArgumentException">There are fewer values than names.</exception>
    public static RegoValue Object(RegoKeys keys, ImmutableArray<RegoValue> values) => values.Length >= keys.Count
        ? RegoObject.Of(keys.Table, ImmutableCollectionsMarshal.AsArray(values)!)
        : throw new ArgumentException($"{keys.Count} names have {values.Length} values.", nameof(values));

    /// <summary>Converts JSON. A later member of an object replaces an earlier one of the same name.</summary>
    /// <exception cref="FormatException">A number is out of range: more than 10,000 digits, or an exponent beyond ±10,000.</exception>
    public static RegoValue FromJson(JsonElement json) => JsonText.Read(json);

    /// <summary>Parses a JSON document.</summary>
    /// <exception cref="JsonException">The text is not JSON.</exception>
    /// <exception cref="FormatException">A number is out of range: more than 10,000 digits, or an exponent beyond ±10,000.</exception>
    public static RegoValue ParseJson(string json) => JsonText.Parse(json);

    /// <summary>The member with that name; null if there is none or this is not an object.</summary>
    public RegoValue? Member(string name) => (this as RegoObject)?.Get(RegoString.Of(name));

    /// <summary>The value that a reference with this key finds: an object's member, an array's item, or a member of a set itself; null
    /// if there is none.</summary>
    public virtual RegoValue? Get(RegoValue key) => null;

    /// <summary>This value as compact JSON: sets as sorted arrays, and keys that are not strings as their JSON text.</summary>
    /// <exception cref="InsufficientExecutionStackException">The value nests too deeply for the stack.</exception>
    public string ToJson()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, JsonText.WriterOptions))
        {
            WriteTo(writer);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Writes this value as JSON.</summary>
    public void WriteTo(Utf8JsonWriter writer) => JsonText.Write(this, writer);

    /// <summary>Compares in OPA's order: negative if <paramref name="left"/> comes first, zero if both are equal.</summary>
    public static int Compare(RegoValue left, RegoValue right)
    {
        if (ReferenceEquals(left, right))
        {
            return 0;
        }

        var kinds = left.Kind.CompareTo(right.Kind);
        return kinds != 0 ? kinds : left.CompareSame(right);
    }

    private protected static int Weigh(ReadOnlySpan<RegoValue> items)
    {
        Depth.Check();
        var weight = 2L;
        foreach (var item in items)
        {
            weight += item.Weight + 2L;
        }

        return (int)Math.Min(int.MaxValue, weight);
    }

    /// <summary>Compares with a value of the same kind.</summary>
    private protected abstract int CompareSame(RegoValue other);

    /// <inheritdoc/>
    public abstract bool Equals(RegoValue? other);

    /// <inheritdoc/>
    public sealed override bool Equals(object? obj) => obj is RegoValue other && Equals(other);

    /// <inheritdoc/>
    public abstract override int GetHashCode();

    /// <summary>This value as Rego writes it: like JSON, with sets in braces.</summary>
    public sealed override string ToString() => RegoText.Write(this);
}
