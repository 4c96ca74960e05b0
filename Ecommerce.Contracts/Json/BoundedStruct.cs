using Google.Protobuf.WellKnownTypes;

namespace Ecommerce.Contracts.Json;

/// <summary>A <c>Struct</c> that as JSON keeps within the bounds of <see cref="BoundedJson"/>.</summary>
public readonly struct BoundedStruct
{
    // A value takes at least two bytes of protobuf, and a byte becomes at most six of JSON: a smaller document cannot exceed a bound.
    private const int SurelyWithin = 2 * BoundedJson.MaxValues;

    private BoundedStruct(Struct document) => Document = document;

    /// <summary>The document.</summary>
    public Struct Document { get; }

    /// <summary>Checks a document that came as protobuf and so is known not to nest too deeply.</summary>
    /// <exception cref="ContractJsonException">It breaks a bound; no field is named.</exception>
    public static BoundedStruct Check(Struct document)
    {
        if (document.CalculateSize() > SurelyWithin)
        {
            BoundedJson.Check(ContractJson.FormatUtf8(document));
        }

        return new(document);
    }
}
