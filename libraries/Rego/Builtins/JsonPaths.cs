using System.Globalization;
using Rego.Evaluate;
using Rego.Values;

namespace Rego.Builtins;

/// <summary>A tree of paths such as <c>a/b/0</c>, whose values are kept in or removed from a document.</summary>
internal sealed class JsonPaths
{
    private readonly Dictionary<RegoValue, JsonPaths> _steps = [];
    private bool _isEnd;

    internal static JsonPaths Read(RegoValue paths)
    {
        var root = new JsonPaths();
        foreach (var path in Members.Values(paths))
        {
            var at = root;
            foreach (var step in Steps(path))
            {
                if (!at._steps.TryGetValue(step, out var next))
                {
                    at._steps[step] = next = new JsonPaths();
                }

                at = next;
            }

            at._isEnd = true;
        }

        return root;
    }

    /// <summary>A path as text, with <c>~1</c> for a slash and <c>~0</c> for a tilde, or as an array of steps.</summary>
    internal static RegoValue[] Steps(RegoValue path) => path switch
    {
        RegoString text => [.. text.Value.TrimStart('/').Split('/').Select(step => RegoString.Of(
            step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)))],
        RegoArray array => array.Items.ToArray(),
        _ => throw BuiltinException.Operand(
            2, "one of {set, array} containing string paths or array of path segments", path.Kind.Name()),
    };

    internal static RegoValue Filter(EvaluationLimits limits, RegoValue value, JsonPaths paths)
    {
        Depth.Check();
        limits.Members(value.Breadth >> 3);
        if (paths._isEnd || paths._steps.Count == 0)
        {
            return paths._isEnd ? value : RegoObject.Empty;
        }

        return Rewrite(limits, value, paths, 0, static (limits, member, next) => next is null ? null : Filter(limits, member, next));
    }

    internal static RegoValue Remove(EvaluationLimits limits, RegoValue value, JsonPaths paths)
    {
        Depth.Check();
        var members = value.Breadth >> 3;
        limits.Members(members);
        if (paths._steps.Count == 0)
        {
            return value;
        }

        return Rewrite(limits, value, paths, members, static (limits, member, next) =>
            next is null ? member : next._isEnd ? null : Remove(limits, member, next));
    }

    /// <summary>Replaces each member by what it becomes, given the paths that go on below it; null drops it.</summary>
    private static RegoValue Rewrite(
        EvaluationLimits limits, RegoValue value, JsonPaths paths, int capacity,
        Func<EvaluationLimits, RegoValue, JsonPaths?, RegoValue?> becomes)
    {
        switch (value)
        {
            case RegoObject obj:
                var members = new RegoObject.Builder(capacity);
                for (var i = 0; i < obj.Count; i++)
                {
                    if (becomes(limits, obj.ValueAt(i), paths._steps.GetValueOrDefault(obj.KeyAt(i))) is { } member)
                    {
                        members.Set(obj.KeyAt(i), member);
                    }
                }

                return members.Build();
            case RegoSet set:
                var kept = new RegoSet.Builder(capacity);
                foreach (var item in set.Unordered)
                {
                    if (becomes(limits, item, paths._steps.GetValueOrDefault(item)) is { } member)
                    {
                        kept.Add(member);
                    }
                }

                return kept.Build();
            case RegoArray array:
                var items = new List<RegoValue>();
                for (var i = 0; i < array.Items.Length; i++)
                {
                    if (becomes(limits, array.Items[i], paths.At(i)) is { } item)
                    {
                        items.Add(item);
                    }
                }

                return RegoArray.Of([.. items]);
            default:
                return value;
        }
    }

    /// <summary>A path may give an index as text or as a number.</summary>
    private JsonPaths? At(int index) =>
        _steps.GetValueOrDefault(RegoString.Of(index.ToString(CultureInfo.InvariantCulture)))
        ?? _steps.GetValueOrDefault(RegoNumber.Of(index));
}
