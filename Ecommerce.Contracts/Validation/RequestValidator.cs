using Ecommerce.Contracts.Layout;
using Google.Protobuf;

namespace Ecommerce.Contracts.Validation;

/// <summary>Checks a request, JSON or binary, against the rules of its proto.</summary>
public static class RequestValidator
{
    /// <summary>How many violations are reported; more may not fit into gRPC's trailers.</summary>
    public const int MaxViolations = 16;

    // Used again: the walk through a valid request leaves nothing behind.
    [ThreadStatic]
    private static RequestWalk? _walk;

    /// <summary>Checks every field, recursively.</summary>
    /// <returns>At most <see cref="MaxViolations"/>; none if the request is valid.</returns>
    public static IReadOnlyList<FieldViolation> Validate(IMessage request)
    {
        var walk = _walk ?? new RequestWalk();
        _walk = null;
        walk.Message(request, MessageLayout.Of(request.Descriptor));
        if (walk.Violations.Count == 0)
        {
            _walk = walk;
            return [];
        }

        return walk.Violations;
    }
}
