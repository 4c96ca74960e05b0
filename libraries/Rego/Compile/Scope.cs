using Rego.Syntax;

namespace Rego.Compile;

/// <summary>The variables of one body. Lookups go outwards and note on every body they leave what it uses from outside.</summary>
internal sealed class Scope(Scope? parent, CoreBody body)
{
    private readonly Dictionary<string, Variable> _variables = [];
    private readonly HashSet<string> _declared = [];
    private readonly HashSet<string> _used = [];
    private readonly Dictionary<string, Location> _unused = [];

    internal CoreBody Body { get; } = body;

    /// <summary>Names that a later statement of this body declares.</summary>
    internal HashSet<string> Upcoming { get; } = [];

    /// <summary>The variable of a name, from this scope or one around it.</summary>
    /// <param name="name">The name.</param>
    /// <param name="isUse">Whether the body itself uses the name, not one nested in it.</param>
    internal Variable? Find(string name, bool isUse = true)
    {
        if (isUse)
        {
            _used.Add(name);
        }
        if (_variables.TryGetValue(name, out var own))
        {
            _unused.Remove(name);
            return own;
        }
        var found = parent?.Find(name, isUse: false);
        if (found is not null)
        {
            Body.Free.Add(found);
        }
        return found;
    }

    /// <summary>Names that <c>some</c> has declared and nothing has used.</summary>
    internal IReadOnlyDictionary<string, Location> Unused => _unused;

    /// <summary>A variable that the body must use.</summary>
    internal Variable AddForUse(string name, Location at)
    {
        _unused[name] = at;
        return Add(name, at);
    }

    internal Variable Add(string name, Location at)
    {
        var variable = new Variable(name, at);
        _variables[name] = variable;
        return variable;
    }

    /// <summary>Declares by <c>:=</c> or <c>some</c>; returns what forbids it, or null.</summary>
    internal string? Declare(string name, Location at, bool isAssignment, bool mustBeUsed)
    {
        if (name is "input" or "data")
        {
            return $"variables must not shadow {name} (use a different variable name)";
        }
        if (_declared.Contains(name))
        {
            return isAssignment ? $"var {name} assigned above" : $"var {name} declared above";
        }
        if (_used.Contains(name) && _variables.ContainsKey(name))
        {
            return $"var {name} referenced above";
        }
        if (_used.Contains(name) && Upcoming.Contains(name))
        {
            return $"var {name} referenced above";
        }
        _declared.Add(name);
        if (mustBeUsed)
        {
            _unused[name] = at;
        }
        Add(name, at);
        return null;
    }
}
