namespace Rego.Compile;

/// <summary>Orders the statements of bodies so that every variable is bound before it is needed, and reports the unsafe ones, which
/// cannot be.</summary>
internal sealed class Ordering(CompileErrors errors, Func<string> suffix)
{
    // The most unordered statements that are examined: each is compared with all others.
    private const int MaxReported = 100;

    /// <summary>Orders a body and its nested bodies.</summary>
    /// <param name="body">The body.</param>
    /// <param name="known">The bound variables; those of the body are added.</param>
    internal void Order(CoreBody body, HashSet<Variable> known)
    {
        Depth.Check();
        var statements = body.Statements;
        var ordered = new List<CoreStatement>(statements.Count);
        var isDone = new bool[statements.Count];
        // The first statement that can be evaluated is next. The others wait for a variable that they need.
        var candidates = new PriorityQueue<int, int>(Enumerable.Range(0, statements.Count).Select(i => (i, i)));
        var waiting = new Dictionary<Variable, List<int>>();
        while (candidates.TryDequeue(out var i, out _))
        {
            if (isDone[i])
            {
                continue;
            }

            var safety = Safety.Of(statements[i], known);
            foreach (var variable in safety.Missing)
            {
                if (!waiting.TryGetValue(variable, out var others))
                {
                    waiting[variable] = others = [];
                }

                others.Add(i);
            }

            if (safety.Missing.Count > 0)
            {
                continue;
            }

            isDone[i] = true;
            ordered.Add(statements[i]);
            known.UnionWith(safety.Gained);
            Nested(statements[i], known);
            foreach (var variable in safety.Gained)
            {
                if (waiting.Remove(variable, out var others))
                {
                    candidates.EnqueueRange(others.Select(other => (other, other)));
                }
            }
        }

        if (ordered.Count < statements.Count)
        {
            Report([.. statements.Where((_, i) => !isDone[i]).Take(MaxReported)], known);
        }

        body.Statements = ordered;
    }

    /// <summary>Reports the unbound variables of a term.</summary>
    internal void Require(CoreTerm term, Location at, HashSet<Variable> known)
    {
        var safety = Safety.Of(new CoreTest(at, term), known);
        foreach (var variable in safety.Missing)
        {
            Add(variable, variable.IsGenerated ? at : variable.At);
        }

        known.UnionWith(safety.Gained);
        NestedTerms([term], known);
    }

    private void Nested(CoreStatement statement, HashSet<Variable> known)
    {
        NestedTerms(Safety.TermsOf(statement), known);
        foreach (var body in Safety.BodiesOf(statement))
        {
            HashSet<Variable> inner = [.. known];
            if (statement is CoreEvery every)
            {
                inner.Add(every.Value);
                if (every.Key is not null)
                {
                    inner.Add(every.Key);
                }
            }

            Order(body, inner);
        }
    }

    private void NestedTerms(IEnumerable<CoreTerm> terms, HashSet<Variable> known)
    {
        foreach (var comprehension in terms.SelectMany(Safety.Flatten).OfType<CoreComprehension>())
        {
            HashSet<Variable> inner = [.. known];
            Order(comprehension.Body, inner);
            if (errors.Any)
            {
                continue;
            }

            if (comprehension.Key is not null)
            {
                Require(comprehension.Key, comprehension.At, inner);
            }

            Require(comprehension.Value, comprehension.At, inner);
        }
    }

    private void Report(List<CoreStatement> statements, HashSet<Variable> known)
    {
        var missing = statements.Select(statement => Safety.Of(statement, known).Missing).ToList();
        var all = missing.SelectMany(set => set).ToHashSet();
        // A variable that another of these statements would bind is a consequence, not a cause.
        HashSet<Variable> rest = [.. known, .. all];
        var causes = all.Where(variable =>
        {
            rest.Remove(variable);
            var isGained = statements.Any(statement =>
                Safety.Of(statement, rest) is { Missing.Count: 0 } safety && safety.Gained.Contains(variable));
            rest.Add(variable);
            return !isGained;
        }).ToHashSet();
        if (causes.Count == 0)
        {
            causes = all;
        }

        for (var i = 0; i < statements.Count; i++)
        {
            foreach (var variable in missing[i].Where(variable => causes.Contains(variable) && !variable.IsGenerated))
            {
                if (statements[i] is CorePrint print)
                {
                    var argument = print.Arguments.First(argument => argument.Body.Free.Contains(variable));
                    errors.Add(argument.At, CompileErrors.Compile, $"var {variable.Display} is undeclared");
                }
                else
                {
                    Add(variable, statements[i].At);
                }
            }
        }

        if (!errors.Any)
        {
            errors.Add(statements[0].At, CompileErrors.Unsafe, "expression is unsafe");
        }
    }

    private void Add(Variable variable, Location at) =>
        errors.Add(at, CompileErrors.Unsafe, $"var {variable.Display} is unsafe{suffix()}");
}
