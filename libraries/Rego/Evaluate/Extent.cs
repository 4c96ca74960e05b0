using Rego.Values;

namespace Rego.Evaluate;

/// <summary>The values so far of rules with variables in their heads.</summary>
internal sealed class Extent
{
    private readonly Dictionary<RegoValue, Extent> _members = [];
    private RegoValue? _value;
    private RegoSet.Builder? _set;

    /// <summary>Adds a value at a path, or a member of the set there if <paramref name="isMember"/> is set.</summary>
    internal void Add(ReadOnlySpan<RegoValue> path, RegoValue value, bool isMember, Location at)
    {
        if (path.Length > 0)
        {
            if (_value is not null || _set is not null)
            {
                throw Conflict(at);
            }

            if (!_members.TryGetValue(path[0], out var member))
            {
                _members[path[0]] = member = new Extent();
            }

            member.Add(path[1..], value, isMember, at);
        }
        else if (_members.Count > 0 || (isMember ? _value is not null : _set is not null || !(_value?.Equals(value) ?? true)))
        {
            throw Conflict(at);
        }
        else if (isMember)
        {
            (_set ??= new RegoSet.Builder()).Add(value);
        }
        else
        {
            _value = value;
        }
    }

    internal RegoValue Build()
    {
        if (_value is not null || _set is not null)
        {
            return _value ?? _set!.Build();
        }

        var members = new RegoObject.Builder(_members.Count);
        foreach (var (key, member) in _members)
        {
            members.Set(key, member.Build());
        }

        return members.Build();
    }

    private static RegoEvaluationException Conflict(Location at) =>
        EvaluationErrors.At(at, EvaluationErrors.Conflict, EvaluationErrors.ObjectConflict);
}
