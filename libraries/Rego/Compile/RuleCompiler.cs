using Rego.Evaluate;
using Rego.Syntax;

namespace Rego.Compile;

/// <summary>Compiles a rule with its <c>else</c> branches.</summary>
internal static class RuleCompiler
{
    internal static Clause? Compile(
        Compiler compiler, RuleNode node, RuleSource source, CompileErrors errors,
        Dictionary<RuleNode, List<IReadOnlyList<CoreTerm>>> dependencies)
    {
        var own = new CompileErrors();
        Clause? first = null;
        try
        {
            Clause? last = null;
            for (var rule = source.Rule; rule is not null && !own.Any; rule = rule.Else)
            {
                var clause = Branch(compiler, node, source.Module, rule, own, dependencies);
                first ??= clause;
                if (last is not null)
                {
                    last.Else = clause;
                }

                last = clause;
            }
        }
        catch (InsufficientExecutionStackException)
        {
            own.Add(source.Rule.At, CompileErrors.Compile, $"rule {node.Name} {CompileErrors.TooDeep}");
        }

        errors.AddRange(own);
        return own.Any ? null : first;
    }

    private static Clause? Branch(
        Compiler compiler, RuleNode node, Module module, Rule rule, CompileErrors errors,
        Dictionary<RuleNode, List<IReadOnlyList<CoreTerm>>> dependencies)
    {
        var resolver = new Resolver(compiler.Root, compiler.Globals(module), errors);
        var parameters = rule.Arguments is null ? [] : resolver.Parameters(rule.Arguments);
        var dynamic = rule.Dynamic;
        var isMember = rule.Key is not null;
        var heads = resolver.Resolve(rule.Body, [.. dynamic, rule.Key ?? rule.Value!]);
        if (!dependencies.TryGetValue(node, out var known))
        {
            dependencies[node] = known = [];
        }

        known.AddRange(resolver.Dependencies);
        if (errors.Any)
        {
            return null;
        }

        HashSet<Variable> bound = [.. parameters];
        var ordering = new Ordering(errors, () => Suffix(module, rule));
        ordering.Order(resolver.Body, bound);
        for (var i = 0; i < heads.Count && !errors.Any; i++)
        {
            ordering.Require(heads[i], (i < dynamic.Count ? dynamic[i] : rule.Key ?? rule.Value!).At, bound);
        }

        if (errors.Any)
        {
            return null;
        }

        var generator = new Generator(compiler.Root, compiler.Inputs);
        generator.Bind(parameters);
        var single = node.Rules as SingleRules;
        if (single is null)
        {
            generator.NewCollector();
        }

        var constant = heads[^1] as CoreConstant;
        var body = generator.Body(resolver.Body, () =>
        {
            var terms = generator.Ground(heads);
            var value = generator.Expression(terms[^1]);
            if (single is not null)
            {
                return new ValueStep(value, constant is not null, single.Conflict, rule.At);
            }

            return node.Rules is PartialSetRules
                ? new MemberStep(value)
                : new ExtentStep([.. terms.Take(dynamic.Count).Select(generator.Expression)], value, isMember, rule.At);
        });
        return new Clause
        {
            Body = body,
            Slots = generator.Slots,
            Collectors = generator.Collectors,
            Constant = constant?.Value,
            Node = node,
            At = rule.At,
        };
    }

    /// <summary>Names the rule if rules with other names are on the same lines.</summary>
    private static string Suffix(Module module, Rule rule)
    {
        var shares = module.Rules.Any(other =>
            NameOf(other) != NameOf(rule) && other.At.Line <= rule.EndLine && other.EndLine >= rule.At.Line);
        return shares ? $" in rule {NameOf(rule)}" : "";
    }

    private static string NameOf(Rule rule) =>
        string.Join('.', rule.Path.Select(step => (step as ConstantTerm)?.Value.Text ?? "[_]"));
}
