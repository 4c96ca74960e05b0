using Rego.Values;

namespace Rego.Evaluate;

/// <summary>
/// The values of rules that read nothing but the policy and its data, and so have the same value in every evaluation. Thread-safe.
/// </summary>
internal sealed class KnownRules(int nodes)
{
    // What is larger is computed each time: a policy with many rules must not hold much more than its own text.
    private const int MaxWeight = 16 << 10;

    private static readonly object Undefined = new();

    private readonly object?[] _values = new object?[nodes];

    /// <summary>Whether a rule's value is known; null stands for undefined.</summary>
    internal bool TryGet(RuleNode node, out RegoValue? value)
    {
        var known = Volatile.Read(ref _values[node.Id]);
        value = known as RegoValue;
        return known is not null;
    }

    internal void Keep(RuleNode node, RegoValue? value)
    {
        if (value is null || value.Weight <= MaxWeight)
        {
            Volatile.Write(ref _values[node.Id], value ?? Undefined);
        }
    }
}
