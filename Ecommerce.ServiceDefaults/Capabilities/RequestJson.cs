using Ecommerce.Contracts;
using Ecommerce.Contracts.Json;
using Ecommerce.ServiceDefaults.Errors;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Ecommerce.ServiceDefaults.Capabilities;

/// <summary>Reads requests from JSON and reports errors as <c>invalid_request</c>.</summary>
public static class RequestJson
{
    /// <summary>Checks a document against the bounds that need no schema.</summary>
    /// <exception cref="ProblemException"><c>invalid_request</c>, naming no field.</exception>
    public static BoundedJson Check(ReadOnlyMemory<byte> utf8Json) => Read(utf8Json, static json => BoundedJson.Check(json));

    /// <inheritdoc cref="Check(ReadOnlyMemory{byte})"/>
    public static BoundedJson Check(string json) => Read(json, static json => BoundedJson.Check(json));

    /// <inheritdoc cref="Check(ReadOnlyMemory{byte})"/>
    public static BoundedStruct Check(Struct document) => Read(document, static document => BoundedStruct.Check(document));

    /// <summary>Reads a capability's request and checks its fields' types, counts and lengths.</summary>
    /// <exception cref="ProblemException"><c>invalid_request</c>, naming the field.</exception>
    public static IMessage Parse(Capability capability, BoundedJson json) =>
        Read((capability, json), static input => ContractJson.Parse(input.capability.Request, input.json));

    /// <inheritdoc cref="Parse(Capability, BoundedJson)"/>
    public static IMessage Parse(Capability capability, BoundedStruct document) =>
        Read((capability, document), static input => ContractJson.Parse(input.capability.Request, input.document));

    /// <summary>Reads a message that is not a capability's request.</summary>
    /// <exception cref="ProblemException"><c>invalid_request</c>, naming the field.</exception>
    public static T Parse<T>(BoundedJson json)
        where T : IMessage<T>, new() => Read(json, static json => ContractJson.Parse<T>(json));

    private static T Read<TInput, T>(TInput input, Func<TInput, T> read)
    {
        try
        {
            return read(input);
        }
        catch (ContractJsonException exception)
        {
            throw ProblemException.Invalid(exception);
        }
    }
}
