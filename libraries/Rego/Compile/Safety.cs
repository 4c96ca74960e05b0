namespace Rego.Compile;

/// <summary>The variables that a statement needs and binds, given those that are already bound.</summary>
internal sealed class Safety
{
    private readonly HashSet<Variable> _before;

    private Safety(HashSet<Variable> known) => _before = known;

    /// <summary>The unbound variables that the statement needs.</summary>
    internal HashSet<Variable> Missing { get; } = [];

    /// <summary>The variables that the statement binds.</summary>
    internal HashSet<Variable> Gained { get; } = [];

    internal static Safety Of(CoreStatement statement, HashSet<Variable> known)
    {
        var safety = new Safety(known);
        safety.Generate([.. statement is CoreOperand ? WithValues(statement) : TermsOf(statement)]);
        foreach (var with in statement.With)
        {
            if (with.Value is not null)
            {
                safety.Need(with.Value);
            }
        }

        safety.Check(statement);
        return safety;
    }

    /// <summary>The terms of a statement, without nested bodies.</summary>
    internal static IEnumerable<CoreTerm> TermsOf(CoreStatement statement) =>
        WithValues(statement).Concat(statement switch
        {
            CoreTest test => [test.Term],
            CoreUnify unify => [unify.Left, unify.Right],
            CoreCall call => call.Result is null ? call.Arguments : [.. call.Arguments, call.Result],
            CoreOperand operand => [operand.Term],
            CoreEvery every => [every.Domain],
            CorePrint print => print.Arguments,
            _ => [],
        });

    private static IEnumerable<CoreTerm> WithValues(CoreStatement statement) =>
        statement.With.Select(with => with.Value).OfType<CoreTerm>();

    /// <summary>The bodies nested directly in a statement.</summary>
    internal static IEnumerable<CoreBody> BodiesOf(CoreStatement statement) => statement switch
    {
        CoreNot not => [not.Body],
        CoreEvery every => [every.Body],
        CoreLogic logic => [logic.Left, logic.Right],
        _ => [],
    };

    /// <summary>A term and all its parts, without nested bodies.</summary>
    internal static List<CoreTerm> Flatten(CoreTerm term)
    {
        var parts = new List<CoreTerm>();
        Flatten(term, parts);
        return parts;
    }

    /// <summary>The variables that are bound when a value is matched against a term.</summary>
    internal static List<Variable> PatternVariables(CoreTerm term)
    {
        var variables = new List<Variable>();
        PatternVariables(term, variables);
        return variables;
    }

    private static void Flatten(CoreTerm term, List<CoreTerm> parts)
    {
        Depth.Check();
        foreach (var part in term.Parts)
        {
            Flatten(part, parts);
        }

        parts.Add(term);
    }

    private static void PatternVariables(CoreTerm term, List<Variable> variables)
    {
        Depth.Check();
        switch (term)
        {
            case CoreVariable variable:
                variables.Add(variable.Variable);
                break;
            case CoreArray array:
                foreach (var item in array.Items)
                {
                    PatternVariables(item, variables);
                }

                break;
            case CoreObject obj:
                foreach (var (_, value) in obj.Members)
                {
                    PatternVariables(value, variables);
                }

                break;
            default:
                break;
        }
    }

    private bool IsKnown(Variable variable) => _before.Contains(variable) || Gained.Contains(variable);

    private void Gain(IEnumerable<Variable> variables) => Gained.UnionWith(variables.Where(variable => !_before.Contains(variable)));

    /// <summary>A reference binds the variables of its path if its head is bound.</summary>
    private void Generate(List<CoreTerm> terms)
    {
        var open = terms.SelectMany(Flatten).OfType<CoreReference>().ToList();
        for (var progress = true; progress;)
        {
            progress = false;
            for (var i = open.Count - 1; i >= 0; i--)
            {
                if (open[i].Head is CoreVariable head && !IsKnown(head.Variable))
                {
                    continue;
                }

                foreach (var step in open[i].Path)
                {
                    Gain(PatternVariables(step));
                }

                open.RemoveAt(i);
                progress = true;
            }
        }
    }

    private void Check(CoreStatement statement)
    {
        switch (statement)
        {
            case CoreUnify unify:
                Unify(unify.Left, unify.Right);
                break;
            case CoreOperand operand:
                Need(operand.Term);
                Gained.Add(operand.Result.Variable);
                break;
            case CoreCall call:
                foreach (var argument in call.Arguments)
                {
                    Need(argument);
                }

                if (call.Result is not null)
                {
                    Match(call.Result);
                }

                break;
            case CoreEvery every:
                Need(every.Domain);
                Need(every.Body.Free.Where(variable => variable != every.Key && variable != every.Value));
                break;
            default:
                foreach (var term in TermsOf(statement))
                {
                    Need(term);
                }

                foreach (var body in BodiesOf(statement))
                {
                    Need(body.Free);
                }

                break;
        }
    }

    private void Unify(CoreTerm left, CoreTerm right)
    {
        var lefts = Open(left);
        var rights = Open(right);
        if (lefts.Count == 0)
        {
            Match(right);
        }
        else if (rights.Count == 0)
        {
            Match(left);
        }
        else
        {
            Need(lefts.Concat(rights));
        }
    }

    /// <summary>The unbound variables of a term.</summary>
    private List<Variable> Open(CoreTerm term) =>
        [.. Flatten(term).SelectMany(Direct).Where(variable => !IsKnown(variable)).Distinct()];

    private static IEnumerable<Variable> Direct(CoreTerm term) => term switch
    {
        CoreVariable variable => [variable.Variable],
        CoreComprehension comprehension => comprehension.Body.Free,
        _ => [],
    };

    private void Match(CoreTerm pattern)
    {
        var matched = PatternVariables(pattern).ToHashSet();
        Need(Open(pattern).Where(variable => !matched.Contains(variable)));
        Gain(matched);
    }

    private void Need(CoreTerm term) => Need(Open(term));

    private void Need(IEnumerable<Variable> variables) => Missing.UnionWith(variables.Where(variable => !IsKnown(variable)));
}
