using Ecommerce.Contracts.Layout;
using Google.Protobuf;

namespace Ecommerce.Contracts.Validation;

/// <summary>Checks a request, JSON or binary, against the rules of its proto.</summary>
public static class RequestValidator
{
    /// <summary>How many violations are reported; more may not fit into gRPC's trailers.</summary>
    public const int MaxViolations = 16;

    /// <summary>Checks every field, recursively.</summary>
    /// <returns>At most <see cref="MaxViolations"/>; none if the request is valid.</returns>
    public static IReadOnlyList<FieldViolation> Validate(IMessage request)
    {
        var walk = new RequestWalk();
        walk.Message(request, MessageLayout.Of(request.Descriptor));
        return walk.Violations;
    }
}
