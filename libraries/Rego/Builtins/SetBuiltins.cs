using Rego.Evaluate;
using Rego.Values;

namespace Rego.Builtins;

/// <summary>Builtins of sets.</summary>
internal static class SetBuiltins
{
    internal static Builtin[] All { get; } =
    [
        new("and", [Kinds.Set, Kinds.Set], Kinds.Set, (_, arguments) =>
        {
            var other = arguments.Set(1);
            return Filter(arguments.Set(0), other.Contains);
        }),
        new("or", [Kinds.Set, Kinds.Set], Kinds.Set, (evaluation, arguments) =>
            Union(evaluation.Limits, [arguments.Set(0), arguments.Set(1)])),
        new("union", [Kinds.Set], Kinds.Set, (evaluation, arguments) => Union(evaluation.Limits, Sets(arguments))),
        new("intersection", [Kinds.Set], Kinds.Set, (evaluation, arguments) =>
        {
            var sets = Sets(arguments);
            evaluation.Limits.Members(sets.Count == 0 ? 0 : (long)sets.Count * sets[0].Count);
            return sets.Count == 0 ? RegoSet.Empty : Filter(sets[0], member => sets.TrueForAll(set => set.Contains(member)));
        }),
    ];

    internal static RegoSet Filter(RegoSet set, Func<RegoValue, bool> keep)
    {
        var builder = new RegoSet.Builder(set.Count);
        foreach (var member in set.Unordered)
        {
            if (keep(member))
            {
                builder.Add(member);
            }
        }

        return builder.Build();
    }

    private static RegoSet Union(EvaluationLimits limits, IEnumerable<RegoSet> sets)
    {
        var builder = new RegoSet.Builder();
        foreach (var set in sets)
        {
            limits.Members(set.Count);
            builder.AddAll(set);
        }

        return builder.Build();
    }

    private static List<RegoSet> Sets(ReadOnlySpan<RegoValue> arguments)
    {
        var sets = new List<RegoSet>();
        foreach (var member in arguments.Set(0).Unordered)
        {
            sets.Add(member as RegoSet ?? throw BuiltinException.Operand(
                1, "set of sets", $"set containing {member.Kind.Name()}"));
        }

        return sets;
    }
}
