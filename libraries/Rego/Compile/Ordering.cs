using Rego.Syntax;

namespace Rego.Compile;

/// <summary>Orders the statements of bodies so that every variable has a value before it is needed, and reports those that never get
/// one.</summary>
internal sealed class Ordering(CompileErrors errors, string suffix)
{
    /// <summary>Orders a body and the bodies in it.</summary>
    /// <param name="body">The body.</param>
    /// <param name="known">Variables with a value; those of the body are added.</param>
    internal void Order(CoreBody body, HashSet<Variable> known)
    {
        var rest = body.Statements;
        var ordered = new List<CoreStatement>(rest.Count);
        while (rest.Count > 0)
        {
            var (index, safety) = Next(rest, known);
            if (index < 0)
            {
                Report(rest, known);
                break;
            }
            Nested(rest[index], safety!.Known);
            known.UnionWith(safety.Known);
            ordered.Add(rest[index]);
            rest.RemoveAt(index);
        }
        body.Statements = ordered;
    }

    /// <summary>Reports variables of a term that have no value.</summary>
    internal void Require(CoreTerm term, Location at, HashSet<Variable> known)
    {
        var safety = Safety.Of(new CoreTest(at, term), known);
        foreach (var variable in safety.Missing)
            Add(variable, variable.IsGenerated ? at : variable.At);
        NestedTerms([term], safety.Known);
        known.UnionWith(safety.Known);
    }

    private static (int Index, Safety? Safety) Next(List<CoreStatement> statements, HashSet<Variable> known)
    {
        for (var i = 0; i < statements.Count; i++)
        {
            var safety = Safety.Of(statements[i], known);
            if (safety.Missing.Count == 0)
                return (i, safety);
        }
        return (-1, null);
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
                    inner.Add(every.Key);
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
                continue;
            if (comprehension.Key is not null)
                Require(comprehension.Key, comprehension.At, inner);
            Require(comprehension.Value, comprehension.At, inner);
        }
    }

    private void Report(List<CoreStatement> statements, HashSet<Variable> known)
    {
        var missing = statements.Select(statement => Safety.Of(statement, known).Missing).ToList();
        var all = missing.SelectMany(set => set).ToHashSet();
        // A variable that another of these statements would give a value to is a consequence, not a cause.
        var causes = all.Where(variable => !statements.Any(statement =>
        {
            HashSet<Variable> rest = [.. known, .. all];
            rest.Remove(variable);
            var safety = Safety.Of(statement, rest);
            return safety.Missing.Count == 0 && safety.Known.Contains(variable);
        })).ToHashSet();
        if (causes.Count == 0)
            causes = all;
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
            errors.Add(statements[0].At, CompileErrors.Unsafe, "expression is unsafe");
    }

    private void Add(Variable variable, Location at) =>
        errors.Add(at, CompileErrors.Unsafe, $"var {variable.Display} is unsafe{suffix}");
}
