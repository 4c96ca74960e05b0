using System.Globalization;
using Rego.Evaluate;
using Rego.Values;

namespace Rego.Builtins;

/// <summary>JSON Patch (RFC 6902) of values; members of a set are their own keys.</summary>
internal static class JsonPatch
{
    internal static RegoValue Apply(EvaluationLimits limits, RegoValue target, RegoArray operations)
    {
        foreach (var item in operations.Items)
        {
            if (item is not RegoObject operation)
            {
                throw new BuiltinException("operand 2 must be array of JSON-Patch objects", isType: true);
            }

            var path = Path(operation, "path");
            target = operation.Member("op")?.Text switch
            {
                "add" => Put(limits, target, path, Value(operation), isReplacement: false),
                "remove" => Put(limits, target, path, null, isReplacement: true),
                "replace" => Put(limits, target, path, Value(operation), isReplacement: true),
                "copy" => Put(limits, target, path, Find(target, Path(operation, "from")), isReplacement: false),
                "move" => Put(
                    limits, Put(limits, target, Path(operation, "from"), null, isReplacement: true), path,
                    Find(target, Path(operation, "from")), isReplacement: false),
                "test" => limits.Same(Find(target, path), Value(operation))
                    ? target
                    : throw new BuiltinException("value from EditTree != patch value"),
                _ => throw new BuiltinException("unrecognized op in JSON patch"),
            };
        }

        return target;
    }

    private static RegoValue[] Path(RegoObject operation, string name)
    {
        var path = operation.Member(name) ?? throw new BuiltinException($"missing '{name}' attribute");
        return path is RegoString { Value.Length: 0 } ? [] : JsonPaths.Steps(path);
    }

    private static RegoValue Value(RegoObject operation) =>
        operation.Member("value") ?? throw new BuiltinException("missing 'value' attribute");

    private static RegoValue Find(RegoValue target, ReadOnlySpan<RegoValue> path)
    {
        foreach (var step in path)
        {
            target = target.Get(target is RegoArray array ? RegoNumber.Of(Index(step, array.Items.Length - 1)) : step)
                ?? throw Missing(step);
        }

        return target;
    }

    /// <summary>Sets the value at a path, or removes it if the new value is null.</summary>
    private static RegoValue Put(
        EvaluationLimits limits, RegoValue target, ReadOnlySpan<RegoValue> path, RegoValue? value, bool isReplacement)
    {
        if (path.Length == 0)
        {
            return value ?? RegoValue.Null;
        }

        Depth.Check();
        limits.Members(target.Breadth >> 2);
        var isLast = path.Length == 1;
        switch (target)
        {
            case RegoObject obj:
                if ((isReplacement || !isLast) && obj.Get(path[0]) is null)
                {
                    throw Missing(path[0]);
                }

                var key = path[0];
                var rest = ObjectBuiltins.Filter(obj, other => !other.Equals(key));
                var members = new RegoObject.Builder(rest.Count + 1);
                members.SetAll(rest);
                var member = isLast ? value : Put(limits, obj.Get(key)!, path[1..], value, isReplacement);
                if (member is not null)
                {
                    members.Set(key, member);
                }

                return members.Build();
            case RegoSet set:
                return Put(limits, set, path, value, isReplacement);
            case RegoArray array:
                return Put(limits, array, path, value, isReplacement);
            default:
                throw Missing(path[0]);
        }
    }

    private static RegoSet Put(EvaluationLimits limits, RegoSet set, ReadOnlySpan<RegoValue> path, RegoValue? value, bool isReplacement)
    {
        var key = path[0];
        if ((isReplacement || path.Length > 1) && !set.Contains(key))
        {
            throw Missing(key);
        }

        var members = new RegoSet.Builder(set.Count);
        foreach (var member in set.Unordered)
        {
            if (!member.Equals(key))
            {
                members.Add(member);
            }
        }

        if (path.Length > 1)
        {
            members.Add(Put(limits, set.Get(key)!, path[1..], value, isReplacement));
        }
        else if (value is not null)
        {
            members.Add(value.Equals(key) || isReplacement ? value : throw new BuiltinException("set member must equal its path"));
        }

        return members.Build();
    }

    private static RegoArray Put(
        EvaluationLimits limits, RegoArray array, ReadOnlySpan<RegoValue> path, RegoValue? value, bool isReplacement)
    {
        List<RegoValue> items = [.. array.Items];
        var isInsert = path.Length == 1 && !isReplacement;
        var index = Index(path[0], isInsert ? items.Count : items.Count - 1, items.Count);
        if (path.Length > 1)
        {
            items[index] = Put(limits, items[index], path[1..], value, isReplacement);
        }
        else if (isInsert)
        {
            items.Insert(index, value!);
        }
        else if (value is null)
        {
            items.RemoveAt(index);
        }
        else
        {
            items[index] = value;
        }

        return RegoArray.Of([.. items]);
    }

    private static BuiltinException Missing(RegoValue step) => new($"path {step} does not exist");

    private static int Index(RegoValue step, int last, int end = -1)
    {
        var index = -1L;
        if (step is RegoNumber number)
        {
            number.TryInt64(out index);
        }
        else if (step.Text == "-" && end >= 0)
        {
            index = end;
        }
        else if (!(step.Text is { } text && (text == "0" || !text.StartsWith('0'))
            && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out index)))
        {
            index = -1;
        }

        return index >= 0 && index <= last ? (int)index : throw new BuiltinException($"invalid integer index {step}");
    }
}
