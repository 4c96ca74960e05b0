using Google.Protobuf.WellKnownTypes;

namespace Ecommerce.Contracts.Json;

/// <summary>A <c>Struct</c> that as JSON keeps within the bounds of <see cref="BoundedJson"/>.</summary>
public readonly struct BoundedStruct
{
    // A value takes two bytes of protobuf at least, and a byte at most six of JSON: below this no bound is near.
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
