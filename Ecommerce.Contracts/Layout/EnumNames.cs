using System.Diagnostics.CodeAnalysis;
using Google.Protobuf.Reflection;

namespace Ecommerce.Contracts.Layout;

/// <summary>An enum's names as JSON has them: lower case, without the type's prefix.</summary>
internal sealed class EnumNames
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<int, string> _names = [];

    private EnumNames(EnumDescriptor type)
    {
        foreach (var value in type.Values.Where(v => v.Number != 0))
        {
            var name = JsonName(type.Name, value.Name);
            _numbers.Add(name, value.Number);
            _names.TryAdd(value.Number, name);
        }

        Choices = string.Join(", ", _numbers.Keys);
    }

    /// <summary>The names, in the order of the proto.</summary>
    public IReadOnlyCollection<string> Names => _numbers.Keys;

    /// <summary>The names, for messages to people.</summary>
    public string Choices { get; }

    public static EnumNames Of(EnumDescriptor type) => new(type);

    public bool TryGetNumber(string name, out int number) => _numbers.TryGetValue(name, out number);

    public bool TryGetName(int number, [NotNullWhen(true)] out string? name) => _names.TryGetValue(number, out name);

    public bool IsDefined(int number) => number == 0 || _names.ContainsKey(number);

    // Tier + TIER_PREMIUM gives premium; PaymentStatus + PAYMENT_STATUS_REQUIRES_ACTION gives requires_action.
    private static string JsonName(string type, string value)
    {
        var prefix =
            string.Concat(type.Select((c, i) => i > 0 && char.IsAsciiLetterUpper(c) ? $"_{c}" : $"{char.ToUpperInvariant(c)}")) + "_";
        return (value.StartsWith(prefix, StringComparison.Ordinal) ? value[prefix.Length..] : value).ToLowerInvariant();
    }
}
