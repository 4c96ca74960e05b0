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

        switch (value)
        {
            case RegoObject obj:
                var members = new RegoObject.Builder();
                for (var i = 0; i < obj.Count; i++)
                {
                    if (paths._steps.TryGetValue(obj.KeyAt(i), out var next))
                    {
                        members.Set(obj.KeyAt(i), Filter(limits, obj.ValueAt(i), next));
                    }
                }

                return members.Build();
            case RegoSet set:
                var kept = new RegoSet.Builder();
                foreach (var member in set.Unordered)
                {
                    if (paths._steps.TryGetValue(member, out var next))
                    {
                        kept.Add(Filter(limits, member, next));
                    }
                }

                return kept.Build();
            case RegoArray array:
                var items = new List<RegoValue>();
                for (var i = 0; i < array.Items.Length; i++)
                {
                    if (paths.At(i) is { } next)
                    {
                        items.Add(Filter(limits, array.Items[i], next));
                    }
                }

                return RegoArray.Of([.. items]);
            default:
                return value;
        }
    }

    internal static RegoValue Remove(EvaluationLimits limits, RegoValue value, JsonPaths paths)
    {
        Depth.Check();
        limits.Members(value.Breadth >> 3);
        if (paths._steps.Count == 0)
        {
            return value;
        }

        switch (value)
        {
            case RegoObject obj:
                var members = new RegoObject.Builder(obj.Count);
                for (var i = 0; i < obj.Count; i++)
                {
                    var next = paths._steps.GetValueOrDefault(obj.KeyAt(i));
                    if (next is not { _isEnd: true })
                    {
                        members.Set(obj.KeyAt(i), next is null ? obj.ValueAt(i) : Remove(limits, obj.ValueAt(i), next));
                    }
                }

                return members.Build();
            case RegoSet set:
                var kept = new RegoSet.Builder(set.Count);
                foreach (var member in set.Unordered)
                {
                    var next = paths._steps.GetValueOrDefault(member);
                    if (next is not { _isEnd: true })
                    {
                        kept.Add(next is null ? member : Remove(limits, member, next));
                    }
                }

                return kept.Build();
            case RegoArray array:
                var items = new List<RegoValue>();
                for (var i = 0; i < array.Items.Length; i++)
                {
                    var next = paths.At(i);
                    if (next is not { _isEnd: true })
                    {
                        items.Add(next is null ? array.Items[i] : Remove(limits, array.Items[i], next));
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
