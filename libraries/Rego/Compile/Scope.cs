using Rego.Syntax;

namespace Rego.Compile;

/// <summary>The variables of one body. Lookups go outwards and note on every body they leave what it uses from outside.</summary>
internal sealed class Scope(Scope? parent, CoreBody body)
{
    private readonly Dictionary<string, Variable> _variables = [];
    private readonly HashSet<string> _declared = [];
    private readonly HashSet<string> _used = [];

    internal CoreBody Body { get; } = body;

    /// <summary>Names that a later statement of this body declares.</summary>
    internal HashSet<string> Upcoming { get; } = [];

    internal Variable? Find(string name)
    {
        _used.Add(name);
        if (_variables.TryGetValue(name, out var own))
            return own;
        var found = parent?.Find(name);
        if (found is not null)
            Body.Free.Add(found);
        return found;
    }

    internal Variable Add(string name, Location at)
    {
        var variable = new Variable(name, at);
        _variables[name] = variable;
        return variable;
    }

    /// <summary>Declares by <c>:=</c> or <c>some</c>; returns what forbids it, or null.</summary>
    internal string? Declare(string name, Location at, bool isAssignment, out Variable variable)
    {
        variable = null!;
        if (name is "input" or "data")
            return $"variables must not shadow {name} (use a different variable name)";
        if (_declared.Contains(name))
            return isAssignment ? $"var {name} assigned above" : $"var {name} declared above";
        if (_used.Contains(name) && _variables.ContainsKey(name))
            return $"var {name} referenced above";
        if (_used.Contains(name) && Upcoming.Contains(name))
            return $"var {name} referenced above";
        _declared.Add(name);
        variable = Add(name, at);
        return null;
    }
}
