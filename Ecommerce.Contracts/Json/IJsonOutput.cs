using System.Text.Json;
using Ecommerce.Contracts.Layout;

namespace Ecommerce.Contracts.Json;

/// <summary>
/// Where a message is written as the contract's JSON has it: text, a <c>Struct</c>, the values that a policy reads. The document is an
/// output, and so is each object and list in it; the writer names a member, then writes its value.
/// </summary>
/// <typeparam name="TSelf">The implementing type.</typeparam>
public interface IJsonOutput<TSelf>
    where TSelf : struct, IJsonOutput<TSelf>
{
    /// <summary>Begins the object of a message; <see cref="EndMessage"/> ends it.</summary>
    /// <param name="capacity">The most members that it has.</param>
    TSelf BeginMessage(int capacity);

    /// <summary>Begins an object whose names are data; <see cref="End"/> ends it.</summary>
    /// <param name="count">How many members follow.</param>
    TSelf BeginObject(int count);

    /// <summary>Begins a list; <see cref="End"/> ends it.</summary>
    /// <param name="count">How many elements follow.</param>
    TSelf BeginList(int count);

    /// <summary>Ends an object or a list that this output began.</summary>
    void End(in TSelf inner);

    /// <summary>Ends a message's object that this output began.</summary>
    /// <param name="inner">The object.</param>
    /// <param name="shape">The names that were written, in their order.</param>
    void EndMessage(in TSelf inner, MessageShape shape);

    /// <summary>Names the next member of a message's object.</summary>
    void Name(JsonEncodedText name);

    /// <summary>Names the next member of any other object.</summary>
    void Name(string name);

    /// <summary>Writes <c>null</c>.</summary>
    void WriteNull();

    /// <summary>Writes a boolean.</summary>
    void Write(bool value);

    /// <summary>Writes an integer.</summary>
    void Write(long value);

    /// <summary>Writes an integer.</summary>
    void Write(ulong value);

    /// <summary>Writes a finite number that is not an integer, or is one beyond 2^53.</summary>
    void Write(double value);

    /// <summary>Writes a string.</summary>
    void Write(string value);

    /// <summary>Writes a string.</summary>
    void Write(ReadOnlySpan<char> value);
}
