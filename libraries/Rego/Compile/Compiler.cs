using Rego.Evaluate;
using Rego.Syntax;

namespace Rego.Compile;

/// <summary>Compiles modules into the tree of rules, and queries over it.</summary>
internal sealed class Compiler
{
    private readonly CompileErrors _errors = new();
    private readonly List<Module> _modules = [];
    private readonly RuleTree _tree = new();
    private readonly Dictionary<RuleNode, List<IReadOnlyList<CoreTerm>>> _dependencies = [];
    private readonly Dictionary<Module, Dictionary<string, IReadOnlyList<string>>> _globals = new(ReferenceEqualityComparer.Instance);

    private Compiler()
    {
    }

    internal RuleNode Root => _tree.Root;

    internal InputMembers Inputs { get; } = new();

    /// <summary>The number of nodes in the tree.</summary>
    internal int Nodes => _tree.Count;

    /// <summary>The number of functions.</summary>
    internal int Functions { get; private set; }

    internal IReadOnlyList<Module> Modules => _modules;

    /// <exception cref="RegoLoadException">The modules cannot be loaded.</exception>
    internal static Compiler Load(IEnumerable<RegoSource> sources, RegoOptions options)
    {
        var compiler = new Compiler();
        foreach (var source in sources)
        {
            try
            {
                compiler._modules.Add(Parser.ParseModule(source));
            }
            catch (SyntaxException exception)
            {
                compiler._errors.Add(exception.Error);
            }
        }

        compiler._errors.ThrowIfAny(options.MaxErrors);
        compiler.Plant();
        compiler._errors.ThrowIfAny(options.MaxErrors);
        foreach (var node in compiler._tree.Ruled)
        {
            compiler.Rules(node);
        }

        Recursion.Check(compiler._tree, compiler._dependencies, compiler._errors, options.MaxErrors);
        compiler._errors.ThrowIfAny(options.MaxErrors);
        return compiler;
    }

    /// <exception cref="RegoLoadException">The query cannot be compiled.</exception>
    internal Clause Query(string query)
    {
        try
        {
            return Compile(query);
        }
        catch (InsufficientExecutionStackException)
        {
            throw new RegoLoadException([new RegoError(CompileErrors.Compile, CompileErrors.TooDeep, "query", 1, 1)]);
        }
    }

    private Clause Compile(string query)
    {
        var errors = new CompileErrors();
        IReadOnlyList<Statement> statements = [];
        try
        {
            statements = Parser.ParseQuery(new RegoSource("query", query));
        }
        catch (SyntaxException exception)
        {
            errors.Add(exception.Error);
        }

        errors.ThrowIfAny(1);
        var resolver = new Resolver(Root, new Dictionary<string, IReadOnlyList<string>>(), errors);
        resolver.ResolveQuery(statements, out var values);
        errors.ThrowIfAny(int.MaxValue);
        var known = new HashSet<Variable>();
        new Ordering(errors, () => "").Order(resolver.Body, known);
        errors.ThrowIfAny(int.MaxValue);

        var generator = new Generator(Root, Inputs);
        // The most common query, one term without variables, needs no list of solutions.
        if (resolver.Named.Count == 0 && resolver.Body.Statements is [CoreUnify unify] && values is [var shown]
            && unify.Left == shown && Safety.Flatten(unify.Right).All(part => part is not CoreVariable))
        {
            var value = generator.Expression(unify.Right);
            return new Clause { Value = value, Slots = generator.Slots, Collectors = generator.Collectors };
        }

        generator.NewCollector();
        var body = generator.Body(resolver.Body, () => new SolutionStep(
            [.. resolver.Named
                .Where(pair => pair.Value.Slot >= 0)
                .Select(pair => (pair.Key, generator.Expression(new CoreVariable(pair.Value))))],
            [.. values.Select(generator.Expression)]));
        return new Clause { Body = body, Slots = generator.Slots, Collectors = generator.Collectors };
    }

    /// <summary>Builds the tree, with an empty rule set at each node that has rules.</summary>
    private void Plant()
    {
        foreach (var module in _modules)
        {
            _tree.Add(module);
        }

        foreach (var node in _tree.Ruled)
        {
            RuleConflicts.Check(node, _tree, _errors);
        }

        foreach (var module in _modules)
        {
            ImportCheck.Check(module, _errors);
        }

        foreach (var node in _tree.Ruled)
        {
            node.Rules = Empty(node);
        }
    }

    private RuleSet Empty(RuleNode node)
    {
        if (node.IsFunction)
        {
            return new FunctionRules(node.Name, Functions++);
        }

        var sources = _tree.SourcesOf(node);
        if (sources.Any(source => source.Rule.Dynamic.Count > 0))
        {
            return new PartialObjectRules();
        }

        return sources[0].Rule.Key is not null ? new PartialSetRules() : new CompleteRules(node.Name);
    }

    private void Rules(RuleNode node)
    {
        var rules = node.Rules!;
        foreach (var source in _tree.SourcesOf(node))
        {
            var clause = RuleCompiler.Compile(this, node, source, _errors, _dependencies);
            if (clause is null)
            {
                continue;
            }

            if (source.Rule.IsDefault)
            {
                ((SingleRules)rules).Default = clause;
            }
            else
            {
                rules.Clauses.Add(clause);
            }
        }

        (rules as SingleRules)?.Seal();
    }

    /// <summary>The names in scope of a module's rules: the rules of its package, and its imports.</summary>
    internal IReadOnlyDictionary<string, IReadOnlyList<string>> Globals(Module module)
    {
        if (_globals.TryGetValue(module, out var known))
        {
            return known;
        }

        var globals = _globals[module] = [];
        foreach (var other in _modules.Where(other => other.Package.SequenceEqual(module.Package)))
        {
            foreach (var rule in other.Rules)
            {
                globals[rule.Name] = ["data", .. module.Package, rule.Name];
            }
        }

        foreach (var import in module.Imports.Where(import => import.IsDocument))
        {
            globals[import.Name] = import.Path;
        }

        return globals;
    }
}
