namespace Ecommerce.Contracts.Layout;

/// <summary>The fields that messages of a type show in JSON, with the shapes that come of leaving some out.</summary>
internal sealed class ShownFields
{
    // Doubles with each such field: 64 shapes.
    private const int SharedOptional = 6;

    private readonly ulong[] _bits;
    private readonly MessageShape[] _shared;

    public ShownFields(FieldLayout[] fields)
    {
        Fields = fields;
        var optional = 0;
        _bits = [.. fields.Select(field => field.IsOptional ? 1UL << optional++ : 0)];
        if (optional > 64)
        {
            throw new NotSupportedException("A message with more than 64 fields that may be left out has no form in the contract's JSON.");
        }

        _shared = optional > SharedOptional
            ? []
            : [.. Enumerable.Range(0, 1 << optional).Select(left => new MessageShape(Names((ulong)left), isShared: true))];
    }

    /// <summary>In the order of the proto.</summary>
    public FieldLayout[] Fields { get; }

    /// <summary>Adds a field to the set of those that are left out of an object.</summary>
    /// <param name="left">The set; at first 0.</param>
    /// <param name="index">The field's place in <see cref="Fields"/>.</param>
    public void LeaveOut(ref ulong left, int index) => left |= _bits[index];

    /// <summary>The shape of an object.</summary>
    /// <param name="left">What is left out, as <see cref="LeaveOut"/> gathers it.</param>
    public MessageShape Shape(ulong left) => _shared.Length > 0 ? _shared[left] : new(Names(left), isShared: false);

    private string[] Names(ulong left) => [.. Fields.Where((_, index) => (_bits[index] & left) == 0).Select(field => field.Name)];
}
