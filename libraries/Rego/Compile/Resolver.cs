using Rego.Builtins;
using Rego.Evaluate;
using Rego.Syntax;
using Rego.Values;

namespace Rego.Compile;

/// <summary>
/// Turns a rule or query into core statements: resolves its names, gives each scope its variables, and moves nested calls out of
/// terms.
/// </summary>
internal sealed partial class Resolver
{
    private readonly RuleNode _root;
    private readonly IReadOnlyDictionary<string, IReadOnlyList<string>> _globals;
    private readonly CompileErrors _errors;
    private Scope _scope;
    private List<CoreStatement> _out;
    // Where nested calls are added; differs from _out only in an open negation.
    private List<CoreStatement> _hoist;
    private readonly List<(Term Term, Variable Parameter)> _patterns = [];
    private int _generated;

    internal Resolver(RuleNode root, IReadOnlyDictionary<string, IReadOnlyList<string>> globals, CompileErrors errors)
    {
        _root = root;
        _globals = globals;
        _errors = errors;
        Body = new CoreBody();
        _scope = new Scope(null, Body);
        _out = _hoist = Body.Statements;
    }

    /// <summary>The resolved body.</summary>
    internal CoreBody Body { get; }

    /// <summary>The paths below <c>data</c> of referenced documents and called functions.</summary>
    internal List<IReadOnlyList<CoreTerm>> Dependencies { get; } = [];

    /// <summary>One variable for each parameter of a function. A parameter that is a pattern is unified with its variable at the start of
    /// the body.</summary>
    internal List<Variable> Parameters(IReadOnlyList<Term> terms)
    {
        var plain = new HashSet<string>();
        var parameters = new List<Variable>();
        foreach (var name in terms.SelectMany(DirectNames.Pattern))
        {
            if (!plain.Add(name.Name))
            {
                continue;
            }

            if (Scope.Shadowing(name.Name) is { } fault)
            {
                _errors.Add(name.At, CompileErrors.Compile, fault);
            }

            _scope.Add(name.Name, name.At);
        }

        foreach (var term in terms)
        {
            var own = term is VariableTerm variable ? _scope.Find(variable.Name) : null;
            parameters.Add(own is not null && !parameters.Contains(own) ? own : Generate(term.At));
        }

        for (var i = 0; i < terms.Count; i++)
        {
            if (terms[i] is not VariableTerm variable || _scope.Find(variable.Name) != parameters[i])
            {
                _patterns.Add((terms[i], parameters[i]));
            }
        }

        return parameters;
    }

    /// <summary>Resolves a body and the terms that its solutions yield; the calls in those follow the body.</summary>
    internal List<CoreTerm> Resolve(IReadOnlyList<Statement> body, IReadOnlyList<Term> heads)
    {
        Open(DirectNames.Of(body, heads));
        foreach (var (term, parameter) in _patterns)
        {
            Unify(term.At, new CoreVariable(parameter), Term(term));
        }

        _patterns.Clear();
        foreach (var statement in body)
        {
            Statement(statement);
        }

        List<CoreTerm> terms = [.. heads.Select(Term)];
        foreach (var (name, at) in _scope.Unused)
        {
            _errors.Add(at, CompileErrors.Compile, $"declared var {name} unused");
        }

        return terms;
    }

    /// <summary>The variables of a query, without wildcards and generated ones.</summary>
    internal IReadOnlyDictionary<string, Variable> Named { get; private set; } = new Dictionary<string, Variable>();

    internal void ResolveQuery(IReadOnlyList<Statement> body, out List<CoreTerm> values)
    {
        var names = DirectNames.Of(body, []);
        Open(names);
        values = [];
        foreach (var statement in body)
        {
            // A term shows its value, and any other statement shows true.
            if (statement is TermStatement { With.Count: 0 } test && !IsPrint(test.Term) && !TakesResult(test.Term))
            {
                var value = Term(test.Term);
                if (value is not (CoreVariable or CoreConstant))
                {
                    var result = new CoreVariable(Generate(test.At));
                    _out.Add(new CoreUnify(test.At, result, value));
                    value = result;
                }

                // A query of one term also shows the value false.
                if (body.Count > 1)
                {
                    _out.Add(new CoreTest(test.At, value));
                }

                values.Add(value);
            }
            else
            {
                Statement(statement);
                values.Add(new CoreConstant(RegoValue.True));
            }
        }

        Named = names.Used.Keys.Concat(names.Declared)
            .Distinct()
            .Where(name => name[0] != VariableTerm.WildcardMark)
            .Select(name => (Name: name, Variable: _scope.Find(name)))
            .Where(pair => pair.Variable is not null)
            .ToDictionary(pair => pair.Name, pair => pair.Variable!);
    }

    /// <summary>Whether a call's last argument is unified with its result.</summary>
    private bool TakesResult(Term term) =>
        term is CallTerm { Callee: { } callee } call && FindCallee(callee) is { } function && call.Arguments.Count == function.Arity + 1;

    private void Open(DirectNames names)
    {
        _scope.Upcoming.UnionWith(names.Declared);
        foreach (var (name, at) in names.Used)
        {
            if (!names.Declared.Contains(name) && !IsGlobal(name) && _scope.Find(name) is null)
            {
                _scope.Add(name, at);
            }
        }
    }

    private bool IsGlobal(string name) => name is "input" or "data" || _globals.ContainsKey(name);

    private Variable Generate(Location at) => new($"__local{_generated++}__", at, isGenerated: true);

    /// <summary>Resolves a nested body in a scope of its own.</summary>
    private (CoreBody Body, List<CoreTerm> Heads) Nested(
        IReadOnlyList<Statement> body, IReadOnlyList<Term> heads, Action<Scope>? declare = null)
    {
        List<CoreTerm> terms = [];
        var core = InScope(scope =>
        {
            declare?.Invoke(scope);
            terms = Resolve(body, heads);
        });
        return (core, terms);
    }

    private CoreBody InScope(Action<Scope> resolve)
    {
        var outer = (_scope, _out, _hoist);
        var body = new CoreBody();
        _scope = new Scope(outer._scope, body);
        _out = _hoist = body.Statements;
        resolve(_scope);
        (_scope, _out, _hoist) = outer;
        return body;
    }

    private Callee? FindCallee(Term term)
    {
        var (head, path) = term switch
        {
            VariableTerm variable => (variable.Name, (IReadOnlyList<Term>)[]),
            ReferenceTerm { Head: VariableTerm variable } reference => (variable.Name, reference.Path),
            _ => ("", []),
        };
        var names = path.Select(step => (step as ConstantTerm)?.Value.Text).ToList();
        if (head.Length == 0 || names.Contains(null) || _scope.Find(head) is not null)
        {
            return null;
        }

        IReadOnlyList<string>? start = head == "data" ? ["data"] : _globals.GetValueOrDefault(head);
        if (start is null)
        {
            var builtin = BuiltinTable.Find(string.Join('.', names.Prepend(head)));
            return builtin is null ? null : new BuiltinCallee(builtin);
        }

        var node = start[0] == "data" ? _root.Find(start.Skip(1).Concat(names).Select(name => RegoString.Of(name!))) : null;
        return node is { IsFunction: true } ? new RuleCallee(node, node.Arity) : null;
    }
}
