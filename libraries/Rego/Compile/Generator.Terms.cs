using Rego.Evaluate;
using Rego.Values;

namespace Rego.Compile;

internal sealed partial class Generator
{
    /// <summary>Generates a term whose variables are all bound.</summary>
    internal Expression Expression(CoreTerm term)
    {
        Depth.Check();
        switch (term)
        {
            case CoreConstant constant:
                return new ConstantExpression(constant.Value);
            case CoreVariable { Variable.Slot: >= 0 } variable:
                return new SlotExpression(variable.Variable.Slot);
            case CoreDocument { IsInput: true }:
                return new InputExpression(InputMembers.Everything);
            case CoreDocument:
                return new DocumentExpression([]);
            case CoreReference reference:
                return Reference(reference);
            case CoreArray array:
                return new ArrayExpression([.. array.Items.Select(Expression)]);
            case CoreSet set:
                return new SetExpression([.. set.Items.Select(Expression)]);
            case CoreObject obj:
                return Object(obj);
            case CoreTemplate template:
                return new TemplateExpression([.. template.Pieces.Select(Expression)], template.At);
            case CoreComprehension comprehension:
                return Comprehension(comprehension);
            default:
                throw new InvalidOperationException($"{term.GetType().Name} has an unbound variable");
        }
    }

    private Expression Object(CoreObject term)
    {
        var keys = new KeyTable(term.Members.Count);
        return term.Members.All(member => member.Key is CoreConstant key && keys.Add(key.Value).Added)
            ? new RecordExpression(keys, [.. term.Members.Select(member => Expression(member.Value))])
            : new ObjectExpression([.. term.Members.Select(member => (Expression(member.Key), Expression(member.Value)))]);
    }

    private ComprehensionExpression Comprehension(CoreComprehension term)
    {
        var collector = NewCollector();
        var expression = new ComprehensionExpression(term.Kind, collector);
        expression.Body = Body(term.Body, () =>
        {
            var heads = Prepare(term.Key is null ? [term.Value] : [term.Key, term.Value]);
            var key = term.Key is null ? null : Expression(heads[0]);
            return new GatherStep(collector, key, Expression(heads[^1]), term.At);
        });
        return expression;
    }

    private Expression Reference(CoreReference reference)
    {
        var path = reference.Path;
        if (reference.Head is CoreDocument { IsInput: true } && path.All(step => step is CoreConstant))
        {
            return new InputPathExpression(Constants(path), Reads(path));
        }

        if (reference.Head is not CoreDocument { IsInput: false })
        {
            return new PathExpression(Head(reference), [.. path.Select(Expression)]);
        }

        var (head, rest) = Documents(path);
        if (head is null)
        {
            return new DocumentExpression([.. path.Select(Expression)]);
        }

        if (head is BaseExpression)
        {
            return new BasePathExpression([.. path.Select(Expression)]);
        }

        return rest.Count == 0 ? head : new PathExpression(head, [.. rest.Select(Expression)]);
    }

    /// <summary>
    /// The document that the leading constant steps of a path below <c>data</c> lead to, if it can be determined now: a rule, or base
    /// data that no rule can extend.
    /// </summary>
    private (Expression? Head, IReadOnlyList<CoreTerm> Tail) Documents(IReadOnlyList<CoreTerm> path)
    {
        var node = root;
        for (var i = 0; i < path.Count; i++)
        {
            if (path[i] is not CoreConstant step || node.Rules is not null)
            {
                return (null, path);
            }

            if (node.Child(step.Value) is not { } child)
            {
                return (new BaseExpression(), path);
            }

            node = child;
            if (node.Rules is not null && !node.IsFunction && (!node.Rules.IsExtensible || node.Children.Count == 0))
            {
                return (new RuleExpression(node, Constants(path.Take(i + 1))), [.. path.Skip(i + 1)]);
            }
        }

        return (null, path);
    }

    private Expression Head(CoreReference reference) => reference.Head is CoreDocument { IsInput: true }
        ? new InputExpression(Reads(reference.Path))
        : Expression(reference.Head);

    /// <summary>What a reference to <c>input</c> reads.</summary>
    private ulong Reads(IReadOnlyList<CoreTerm> path) =>
        path is [CoreConstant first, ..] ? inputs.Bit(first.Value) : InputMembers.Everything;

    private static RegoValue[] Constants(IEnumerable<CoreTerm> path) => [.. path.Select(step => ((CoreConstant)step).Value)];

    /// <summary>Generates a term that values are matched against; unbound variables get slots.</summary>
    private Pattern Pattern(CoreTerm term)
    {
        Depth.Check();
        if (IsKnown(term))
        {
            return new EqualPattern(Expression(term));
        }

        switch (term)
        {
            case CoreVariable { Variable.IsWildcard: true }:
                return AnyPattern.Instance;
            case CoreVariable variable:
                return new BindPattern(Bind(variable.Variable));
            case CoreArray array:
                return new ArrayPattern([.. array.Items.Select(Pattern)]);
            case CoreObject obj:
                return new ObjectPattern([.. obj.Members.Select(member => (Expression(member.Key), Pattern(member.Value)))]);
            default:
                throw new InvalidOperationException($"{term.GetType().Name} is not a pattern");
        }
    }

    /// <summary>Adds the step that iterates over the values of a reference.</summary>
    private void Iterate(CoreReference reference, Func<Pattern>? target)
    {
        var isData = reference.Head is CoreDocument { IsInput: false };
        var (head, rest) = isData ? Documents(reference.Path) : (Head(reference), reference.Path);
        var path = rest.Select(step => IsKnown(step) ? new PathStep(Expression(step), null) : new PathStep(null, Pattern(step))).ToArray();
        var pattern = target?.Invoke();
        var values = new ReferenceStep(head ?? new BaseExpression(), path, pattern);
        _steps.Add(head is null ? new DocumentStep(path, values) : values);
    }

    /// <summary>Replaces references with several values by variables, and adds the steps that bind those.</summary>
    /// <param name="terms">The terms.</param>
    /// <param name="keepHead">Whether to keep a term that is itself such a reference.</param>
    private List<CoreTerm> Prepare(List<CoreTerm> terms, bool keepHead = false)
    {
        while (true)
        {
            var open = terms.SelectMany(Safety.Flatten)
                .OfType<CoreReference>()
                .FirstOrDefault(reference => IsOpen(reference) && HeadIsKnown(reference) && StepsAreKnown(reference)
                    && !(keepHead && terms.Exists(term => ReferenceEquals(term, reference))));
            if (open is null)
            {
                return terms;
            }

            var variable = new Variable("value", default, isGenerated: true);
            Iterate(open, () => Pattern(new CoreVariable(variable)));
            terms = [.. terms.Select(term => Replace(term, open, new CoreVariable(variable)))];
        }
    }

    /// <summary>The reference with a path that contains no other reference with several values.</summary>
    private CoreReference Inner(CoreReference reference) =>
        reference with { Path = Prepare([.. reference.Path]) };

    private static bool IsOpen(CoreReference reference) => reference.Path.Any(step => !IsKnown(step));

    private static bool HeadIsKnown(CoreReference reference) => IsKnown(reference.Head);

    /// <summary>Whether the path contains no other reference with several values.</summary>
    private static bool StepsAreKnown(CoreReference reference) =>
        !reference.Path.SelectMany(Safety.Flatten).OfType<CoreReference>().Any(IsOpen);

    private static bool IsKnown(CoreTerm term) =>
        Safety.Flatten(term).All(part => part is not CoreVariable { Variable.Slot: < 0 });

    private static CoreTerm Replace(CoreTerm term, CoreTerm old, CoreTerm replacement)
    {
        Depth.Check();
        if (ReferenceEquals(term, old))
        {
            return replacement;
        }

        if (!Safety.Flatten(term).Any(part => ReferenceEquals(part, old)))
        {
            return term;
        }

        return term switch
        {
            CoreReference reference => new CoreReference(Each(reference.Head), [.. reference.Path.Select(Each)]),
            CoreArray array => new CoreArray([.. array.Items.Select(Each)]),
            CoreSet set => new CoreSet([.. set.Items.Select(Each)]),
            CoreObject obj => new CoreObject([.. obj.Members.Select(member => (Each(member.Key), Each(member.Value)))]),
            CoreTemplate template => template with { Pieces = [.. template.Pieces.Select(Each)] },
            _ => term,
        };

        CoreTerm Each(CoreTerm part) => Replace(part, old, replacement);
    }
}
