using Rego.Evaluate;
using Rego.Syntax;
using Rego.Values;

namespace Rego.Compile;

internal sealed partial class Resolver
{
    private void Statement(Statement statement) => Modified(statement.At, statement.With, () => Plain(statement));

    /// <summary>Resolves a statement with modifiers, whose own values are evaluated without them.</summary>
    private void Modified(Location at, IReadOnlyList<WithModifier> modifiers, Action inner)
    {
        if (modifiers.Count == 0)
        {
            inner();
            return;
        }

        var with = modifiers.Select(With).OfType<CoreWith>().ToList();
        var outer = (_out, _hoist);
        var list = _out = _hoist = [];
        inner();
        (_out, _hoist) = outer;
        foreach (var statement in list)
        {
            _out.Add(statement with { With = [.. with, .. statement.With] });
        }
    }

    private CoreWith? With(WithModifier modifier)
    {
        if (FindCallee(modifier.Target) is { } function)
        {
            if (FindCallee(modifier.Value) is { } replacement)
            {
                if (replacement is RuleCallee { Node: var node })
                {
                    Dependencies.Add([.. PathOf(node)]);
                }

                if (replacement.Arity == function.Arity)
                {
                    return new CoreWith(modifier.At, null, function, null, replacement);
                }

                _errors.Add(modifier.At, CompileErrors.Type, $"{replacement.Name}: arity mismatch with {function.Name}");
                return null;
            }

            return new CoreWith(modifier.At, null, function, Term(modifier.Value), null);
        }

        var target = Term(modifier.Target) switch
        {
            CoreDocument document => new CoreReference(document, []),
            CoreReference { Head: CoreDocument } reference when reference.Path.All(step => step is CoreConstant) => reference,
            _ => null,
        };
        if (target is not null)
        {
            return new CoreWith(modifier.At, target, null, Term(modifier.Value), null);
        }

        _errors.Add(modifier.At, CompileErrors.Type, $"undefined function {NameOf(modifier.Target)} as target of with");
        return null;
    }

    private void Plain(Statement statement)
    {
        Depth.Check();
        switch (statement)
        {
            case TermStatement { Term: CallTerm call }:
                if (IsPrint(call))
                {
                    Print(call);
                }
                else
                {
                    Call(call, null, _out);
                }

                break;
            case TermStatement test:
                _out.Add(new CoreTest(test.At, Side(test.Term)));
                break;
            case UnifyStatement unify:
                if (unify.Right is CallTerm && !IsNegated)
                {
                    Unify(unify.At, Term(unify.Left), unify.Right);
                }
                else if (unify.Left is CallTerm && !IsNegated)
                {
                    Unify(unify.At, Term(unify.Right), unify.Left);
                }
                else
                {
                    Unify(unify.At, Side(unify.Left), Side(unify.Right));
                }

                break;
            case AssignStatement assign:
                Assign(assign);
                break;
            case SomeStatement some:
                foreach (var name in some.Names)
                {
                    Declare(name, name.At, isAssignment: false, mustBeUsed: true);
                }

                break;
            case SomeInStatement some:
                SomeIn(some);
                break;
            case EveryStatement every:
                Every(every);
                break;
            case NotStatement { IsClosed: true } not:
                _out.Add(new CoreNot(not.At, Nested(not.Body, []).Body));
                break;
            case NotStatement not:
                OpenNot(not);
                break;
            case LogicStatement logic:
                _out.Add(new CoreLogic(logic.At, logic.IsAnd, Nested(logic.Left, []).Body, Nested(logic.Right, []).Body));
                break;
            case BlockStatement block:
                _out.Add(new CoreLogic(block.At, true, Nested(block.Body, []).Body, new CoreBody()));
                break;
            default:
                throw new InvalidOperationException(statement.GetType().Name);
        }
    }

    private void Print(CallTerm call)
    {
        var arguments = call.Arguments.Select(argument => Gather(argument, [], RegoKind.Set, argument.At));
        _out.Add(new CorePrint(call.At, [.. arguments]));
    }

    private static bool IsPrint(Term term) => term is CallTerm { Callee: VariableTerm { Name: "print" } };

    /// <summary>Declares the variables of a pattern and resolves it.</summary>
    private CoreTerm Declared(Term pattern, Location at)
    {
        foreach (var variable in DirectNames.Pattern(pattern))
        {
            Declare(variable, at, isAssignment: true);
        }

        return Term(pattern);
    }

    private void Declare(VariableTerm variable, Location at, bool isAssignment, bool mustBeUsed = false)
    {
        if (_scope.Declare(variable.Name, variable.At, isAssignment, mustBeUsed) is { } fault)
        {
            _errors.Add(at, CompileErrors.Compile, fault);
        }
    }

    private void SomeIn(SomeInStatement some)
    {
        var domain = Term(some.Domain);
        foreach (var variable in DirectNames.Pattern(some.Value).Concat(some.Key is null ? [] : DirectNames.Pattern(some.Key)))
        {
            Declare(variable, variable.At, isAssignment: false);
        }

        if (domain is not (CoreVariable or CoreDocument or CoreConstant or CoreReference))
        {
            var variable = new CoreVariable(Generate(some.At));
            _out.Add(new CoreUnify(some.At, variable, domain));
            domain = variable;
        }

        var key = some.Key is null ? new CoreVariable(new Variable("$", some.At)) : Term(some.Key);
        var value = Term(some.Value);
        var member = domain is CoreReference reference
            ? new CoreReference(reference.Head, [.. reference.Path, key])
            : new CoreReference(domain, [key]);
        _out.Add(new CoreUnify(some.At, value, member));
    }

    private void Every(EveryStatement every)
    {
        var domain = Term(every.Domain);
        Variable? key = null;
        Variable value = null!;
        var (body, _) = Nested(every.Body, [], scope =>
        {
            if (every.Key is not null)
            {
                key = every.Key.IsWildcard ? scope.Add(every.Key.Name, every.Key.At) : scope.AddForUse(every.Key.Name, every.Key.At);
            }

            value = scope.Add(every.Value.Name, every.Value.At);
        });
        _out.Add(new CoreEvery(every.At, key, value, domain, body));
    }
}
