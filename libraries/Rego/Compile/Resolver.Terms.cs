using Rego.Builtins;
using Rego.Evaluate;
using Rego.Syntax;
using Rego.Values;

namespace Rego.Compile;

internal sealed partial class Resolver
{
    private CoreTerm Term(Term term)
    {
        Depth.Check();
        switch (term)
        {
            case ConstantTerm constant:
                return new CoreConstant(constant.Value);
            case VariableTerm variable:
                return Name(variable);
            case ReferenceTerm reference:
                return Reference(reference);
            case CallTerm call:
                return Hoisted(call.At, result => Call(call, () => result, _hoist));
            case ArrayTerm array:
                return Fold(new CoreArray([.. array.Items.Select(Term)]));
            case SetTerm set:
                return Fold(new CoreSet([.. set.Items.Select(Term)]));
            case ObjectTerm obj:
                return Fold(new CoreObject([.. obj.Members.Select(member => (Term(member.Key), Term(member.Value)))]));
            case ComprehensionTerm comprehension:
                return Comprehension(comprehension);
            case TemplateTerm template:
                return new CoreTemplate([.. template.Parts.Select(part => Piece(part, template.At))], template.At);
            default:
                throw new InvalidOperationException(term.GetType().Name);
        }
    }

    private CoreTerm Name(VariableTerm variable)
    {
        if (_scope.Find(variable.Name) is { } local)
        {
            return new CoreVariable(local);
        }

        if (IsGlobal(variable.Name))
        {
            return Global(variable.Name, variable.At, []);
        }

        return new CoreVariable(_scope.Add(variable.Name, variable.At));
    }

    private CoreTerm Global(string name, Location at, IReadOnlyList<CoreTerm> path)
    {
        IReadOnlyList<string> start = name is "input" or "data" ? [name] : _globals[name];
        List<CoreTerm> steps = [.. start.Skip(1).Select(step => new CoreConstant(RegoString.Of(step))), .. path];
        var document = new CoreDocument(start[0] == "input");
        if (!document.IsInput)
        {
            Dependencies.Add(steps);
        }

        if (!document.IsInput && IsFunctionPath(steps) is { } function)
        {
            _errors.Add(at, CompileErrors.Type, $"function {function.Name} used as reference, not called");
        }

        return steps.Count == 0 ? document : new CoreReference(document, steps);
    }

    private RuleNode? IsFunctionPath(List<CoreTerm> steps) =>
        steps.All(step => step is CoreConstant)
        && _root.Find(steps.Select(step => ((CoreConstant)step).Value)) is { IsFunction: true } node ? node : null;

    private CoreTerm Reference(ReferenceTerm reference)
    {
        // The head is resolved first, so that its calls are evaluated before those of the path.
        if (reference.Head is VariableTerm name && _scope.Find(name.Name) is null && IsGlobal(name.Name))
        {
            return Global(name.Name, reference.At, [.. reference.Path.Select(Term)]);
        }

        var head = Term(reference.Head);
        if (head is not (CoreVariable or CoreConstant))
        {
            head = Hoisted(reference.At, variable => _hoist.Add(new CoreUnify(reference.At, variable, head)));
        }

        return new CoreReference(head, [.. reference.Path.Select(Term)]);
    }

    /// <summary>A new variable that a statement before the current one binds.</summary>
    private CoreVariable Hoisted(Location at, Action<CoreVariable> add)
    {
        var variable = new CoreVariable(Generate(at));
        add(variable);
        if (!ReferenceEquals(_hoist, _out))
        {
            _scope.Body.Free.Add(variable.Variable);
        }

        return variable;
    }

    private CoreComprehension Comprehension(ComprehensionTerm term)
    {
        Term[] heads = term.Key is null ? [term.Value] : [term.Key, term.Value];
        var (body, values) = Nested(term.Body, heads);
        return new CoreComprehension(term.Kind, term.Key is null ? null : values[0], values[^1], body, term.At);
    }

    private CoreTerm Piece(TemplatePart part, Location at)
    {
        if (part.Text is not null)
        {
            return new CoreConstant(RegoString.Of(part.Text));
        }

        var expression = part.Expression!;
        return Gather(expression.Term, expression.With, RegoKind.Array, at);
    }

    /// <summary>A comprehension of all values of a term.</summary>
    private CoreComprehension Gather(Term term, IReadOnlyList<WithModifier> with, RegoKind kind, Location at)
    {
        var result = new CoreVariable(Generate(at));
        var body = InScope(_ =>
        {
            Open(DirectNames.Of([], [term]));
            Modified(at, with, () => Unify(at, result, term));
        });
        return new CoreComprehension(kind, null, result, body, at);
    }

    private void Call(CallTerm call, Func<CoreTerm>? getResult, List<CoreStatement> target)
    {
        var callee = call.Operator is null ? FindCallee(call.Callee!) : new BuiltinCallee(BuiltinTable.Get(call.Operator));
        if (callee is null)
        {
            _errors.Add(call.At, CompileErrors.Type, $"undefined function {NameOf(call.Callee!)}");
            return;
        }

        var isEquality = callee.Name == "equal" && call.Arguments.Count == callee.Arity;
        var isHoisted = !ReferenceEquals(target, _out);
        var arguments = call.Arguments
            .Select(argument => isHoisted ? Term(argument) : isEquality ? Side(argument) : Argument(argument)).ToList();
        var result = getResult?.Invoke();
        // An argument more than the function has parameters is unified with its result.
        if (arguments.Count == callee.Arity + 1 && result is null)
        {
            result = arguments[^1];
            arguments.RemoveAt(callee.Arity);
        }

        if (callee is RuleCallee function)
        {
            Dependencies.Add([.. PathOf(function.Node)]);
        }

        if (!TypeCheck.Call(callee, arguments, call.At, _errors))
        {
            return;
        }

        target.Add(new CoreCall(call.At, callee, arguments, result));
    }

    private static IEnumerable<CoreTerm> PathOf(RuleNode node) =>
        node.Parent is null ? [] : PathOf(node.Parent).Append(new CoreConstant(node.Key));

    private static string NameOf(Term callee) => callee switch
    {
        VariableTerm variable => variable.Name,
        ReferenceTerm reference => string.Join('.', reference.Path.Prepend(reference.Head).Select(NameOf)),
        ConstantTerm constant => constant.Value.Text ?? constant.Value.ToString(),
        _ => "?",
    };

    /// <summary>A collection of constants is itself a constant.</summary>
    private static CoreTerm Fold(CoreTerm term)
    {
        if (!term.Parts.All(part => part is CoreConstant))
        {
            return term;
        }

        switch (term)
        {
            case CoreArray array:
                return new CoreConstant(RegoArray.Of([.. array.Items.Select(Value)]));
            case CoreSet set:
                var members = new RegoSet.Builder(set.Items.Count);
                foreach (var item in set.Items)
                {
                    members.Add(Value(item));
                }

                return new CoreConstant(members.Build());
            case CoreObject obj:
                var builder = new RegoObject.Builder(obj.Members.Count);
                foreach (var (key, value) in obj.Members)
                {
                    builder.Set(Value(key), Value(value));
                }

                return new CoreConstant(builder.Build());
            default:
                return term;
        }

        static RegoValue Value(CoreTerm part) => ((CoreConstant)part).Value;
    }
}
