namespace Rego.Values;

/// <summary>The kinds of values, in the order in which OPA sorts values of different kinds.</summary>
public enum RegoKind
{
    /// <summary><c>null</c>.</summary>
    Null,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Boolean,

    /// <summary>A decimal number of any size.</summary>
    Number,

    /// <summary>Text.</summary>
    String,

    /// <summary>A sequence.</summary>
    Array,

    /// <summary>Keys with values; keys may be of any kind.</summary>
    Object,

    /// <summary>Distinct members.</summary>
    Set,
}
