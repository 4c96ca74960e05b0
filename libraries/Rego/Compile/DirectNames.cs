using Rego.Builtins;
using Rego.Syntax;

namespace Rego.Compile;

/// <summary>
/// The names that a body uses and declares itself, without those in nested bodies. A name that is used but not declared is a
/// variable of the outermost body that uses it directly.
/// </summary>
internal sealed class DirectNames
{
    internal HashSet<string> Declared { get; } = [];

    /// <summary>The used names with the location of their first use, in order.</summary>
    internal Dictionary<string, Location> Used { get; } = [];

    internal static DirectNames Of(IEnumerable<Statement> body, IEnumerable<Term> heads)
    {
        var names = new DirectNames();
        foreach (var statement in body)
        {
            names.Visit(statement);
        }

        foreach (var head in heads)
        {
            names.Visit(head);
        }

        return names;
    }

    /// <summary>The variables that a declaration with this pattern declares.</summary>
    internal static List<VariableTerm> Pattern(Term term)
    {
        var variables = new List<VariableTerm>();
        Pattern(term, variables);
        return variables;
    }

    private static void Pattern(Term term, List<VariableTerm> variables)
    {
        Depth.Check();
        switch (term)
        {
            case VariableTerm variable:
                variables.Add(variable);
                break;
            case ArrayTerm array:
                foreach (var item in array.Items)
                {
                    Pattern(item, variables);
                }

                break;
            case ObjectTerm obj:
                foreach (var (_, value) in obj.Members)
                {
                    Pattern(value, variables);
                }

                break;
            default:
                break;
        }
    }

    private void Visit(Statement statement)
    {
        Depth.Check();
        foreach (var with in statement.With)
        {
            // The replacement of a function may be a builtin, whose name is not a variable.
            if (!IsBuiltin(with.Value))
            {
                Visit(with.Value);
            }
        }

        switch (statement)
        {
            case TermStatement test:
                Visit(test.Term);
                break;
            case UnifyStatement unify:
                Visit(unify.Left);
                Visit(unify.Right);
                break;
            case AssignStatement assign:
                Declare(assign.Left);
                Visit(assign.Right);
                break;
            case SomeStatement some:
                Declared.UnionWith(some.Names.Select(name => name.Name));
                break;
            case SomeInStatement some:
                Declare(some.Value);
                if (some.Key is not null)
                {
                    Declare(some.Key);
                }

                Visit(some.Domain);
                break;
            case EveryStatement every:
                Visit(every.Domain);
                break;
            case NotStatement { IsClosed: false } not:
                foreach (var inner in not.Body)
                {
                    Visit(inner);
                }

                break;
            default:
                break;
        }
    }

    private static bool IsBuiltin(Term term) => term switch
    {
        VariableTerm variable => BuiltinTable.Find(variable.Name) is not null,
        ReferenceTerm { Head: VariableTerm head } reference => BuiltinTable.Find(string.Join('.', reference.Path
            .Select(step => (step as ConstantTerm)?.Value.Text).Prepend(head.Name))) is not null,
        _ => false,
    };

    private void Declare(Term pattern)
    {
        Depth.Check();
        Declared.UnionWith(Pattern(pattern).Select(variable => variable.Name));
        // Keys and references in a pattern are uses.
        switch (pattern)
        {
            case ObjectTerm obj:
                foreach (var (key, value) in obj.Members)
                {
                    Visit(key);
                    Declare(value);
                }

                break;
            case ArrayTerm array:
                foreach (var item in array.Items)
                {
                    Declare(item);
                }

                break;
            case VariableTerm:
                break;
            default:
                Visit(pattern);
                break;
        }
    }

    private void Visit(Term term)
    {
        Depth.Check();
        switch (term)
        {
            case VariableTerm variable:
                Used.TryAdd(variable.Name, variable.At);
                break;
            case ReferenceTerm reference:
                Visit(reference.Head);
                Visit(reference.Path);
                break;
            case CallTerm call:
                Visit(call.Arguments);
                break;
            case ArrayTerm array:
                Visit(array.Items);
                break;
            case SetTerm set:
                Visit(set.Items);
                break;
            case ObjectTerm obj:
                foreach (var (key, value) in obj.Members)
                {
                    Visit(key);
                    Visit(value);
                }

                break;
            default:
                break;
        }
    }

    private void Visit(IEnumerable<Term> terms)
    {
        foreach (var term in terms)
        {
            Visit(term);
        }
    }
}
