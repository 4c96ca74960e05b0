namespace Rego.Values;

/// <summary>The value <c>null</c>.</summary>
public sealed class RegoNull : RegoValue
{
    internal static readonly RegoNull Instance = new();

    private RegoNull()
    {
    }

    /// <inheritdoc/>
    public override RegoKind Kind => RegoKind.Null;

    internal override int Breadth => 0;

    internal override int Weight => 4;

    private protected override int CompareSame(RegoValue other) => 0;

    /// <inheritdoc/>
    public override bool Equals(RegoValue? other) => ReferenceEquals(this, other);

    /// <inheritdoc/>
    public override int GetHashCode() => 1;
}

/// <summary><c>true</c> or <c>false</c>.</summary>
public sealed class RegoBoolean : RegoValue
{
    internal static readonly RegoBoolean TrueValue = new(true);
    internal static readonly RegoBoolean FalseValue = new(false);

    private RegoBoolean(bool value) => Value = value;

    /// <summary>The boolean.</summary>
    public bool Value { get; }

    /// <inheritdoc/>
    public override RegoKind Kind => RegoKind.Boolean;

    internal override int Breadth => 0;

    internal override int Weight => 5;

    private protected override int CompareSame(RegoValue other) => Value.CompareTo(((RegoBoolean)other).Value);

    /// <inheritdoc/>
    public override bool Equals(RegoValue? other) => ReferenceEquals(this, other);

    /// <inheritdoc/>
    public override int GetHashCode() => Value ? 3 : 2;
}

/// <summary>A string. Strings are ordered by code point, as their UTF-8 bytes are.</summary>
public sealed class RegoString : RegoValue
{
    private static readonly RegoString Empty = new("");
    private int _hash;

    private RegoString(string value) => Value = value;

    /// <summary>The text.</summary>
    public string Value { get; }

    /// <inheritdoc/>
    public override RegoKind Kind => RegoKind.String;

    internal override int Breadth => Value.Length;

    internal override int Weight => Value.Length + 2;

    internal static RegoString Of(string value) => value.Length == 0 ? Empty : new RegoString(value);

    /// <summary>Compares by code point, which differs from UTF-16 order between surrogates and U+E000 and above.</summary>
    internal static int CompareText(string left, string right)
    {
        var shared = left.AsSpan().CommonPrefixLength(right);
        if (shared == left.Length || shared == right.Length)
        {
            return left.Length.CompareTo(right.Length);
        }

        char l = left[shared], r = right[shared];
        // A surrogate stands for a code point above all other characters.
        return char.IsSurrogate(l) == char.IsSurrogate(r) ? l.CompareTo(r) : char.IsSurrogate(l) ? 1 : -1;
    }

    private protected override int CompareSame(RegoValue other) => CompareText(Value, ((RegoString)other).Value);

    /// <inheritdoc/>
    public override bool Equals(RegoValue? other) =>
        ReferenceEquals(this, other) || (other is RegoString text && string.Equals(Value, text.Value));

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        if (_hash == 0)
        {
            _hash = Value.GetHashCode(StringComparison.Ordinal) | 1;
        }

        return _hash;
    }
}
