using Rego.Values;

namespace Rego.Evaluate;

/// <summary>The variables of one evaluation of one rule body, with all bodies nested in it. A slot is written before it is read on
/// every path, so that trying the next alternative needs no undoing.</summary>
internal sealed class Frame(int slots, int collectors)
{
    internal RegoValue[] Slots { get; } = slots == 0 ? [] : new RegoValue[slots];

    /// <summary>What comprehensions under way have gathered.</summary>
    internal object?[] Collectors { get; } = collectors == 0 ? [] : new object?[collectors];

    /// <summary>The rule's value so far.</summary>
    internal RegoValue? Result { get; set; }
}
