namespace Rego.Values;

/// <summary>The kinds of values, in the order in which OPA sorts values of different kinds.</summary>
public enum RegoKind
{
    /// <summary><c>null</c>.</summary>
    Null,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Boolean,

    /// <summary>A decimal number.</summary>
    Number,

    /// <summary>A string.</summary>
    String,

    /// <summary>A sequence of values.</summary>
    Array,

    /// <summary>Keys with values; a key may be of any kind.</summary>
    Object,

    /// <summary>Distinct values.</summary>
    Set,
}
