namespace Rego.Compile;

/// <summary>The variables of a body. A lookup goes outwards, and every body that it leaves records the variable as free.</summary>
internal sealed class Scope(Scope? parent, CoreBody body)
{
    private readonly Dictionary<string, Variable> _variables = [];
    private readonly HashSet<string> _declared = [];
    private readonly HashSet<string> _used = [];
    private readonly Dictionary<string, Location> _unused = [];

    internal CoreBody Body { get; } = body;

    /// <summary>The names that some statement of this body declares.</summary>
    internal HashSet<string> Upcoming { get; } = [];

    /// <summary>The variable of a name, from this scope or an enclosing one.</summary>
    /// <param name="name">The name.</param>
    /// <param name="isUse">Whether the body itself uses the name, and not a nested one.</param>
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

    /// <summary>The names that are declared, must be used, and are not used yet.</summary>
    internal IReadOnlyDictionary<string, Location> Unused => _unused;

    /// <summary>Adds a variable that the body must use.</summary>
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

    /// <summary>The error of a variable with the name of a document, or null.</summary>
    internal static string? Shadowing(string name) =>
        name is "input" or "data" ? $"variables must not shadow {name} (use a different variable name)" : null;

    /// <summary>Declares a name by <c>:=</c> or <c>some</c>; returns the error, or null.</summary>
    internal string? Declare(string name, Location at, bool isAssignment, bool mustBeUsed)
    {
        if (Shadowing(name) is { } fault)
        {
            return fault;
        }

        if (_declared.Contains(name))
        {
            return isAssignment ? $"var {name} assigned above" : $"var {name} declared above";
        }

        if (_used.Contains(name) && (_variables.ContainsKey(name) || Upcoming.Contains(name)))
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
