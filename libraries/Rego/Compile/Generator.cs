using Rego.Evaluate;
using Rego.Values;

namespace Rego.Compile;

/// <summary>
/// Turns the ordered statements of a body into linked steps. At each statement it is known which variables are bound, so every
/// term becomes either an expression, with at most one value, or a step that iterates over several.
/// </summary>
/// <param name="root">The tree of rules.</param>
/// <param name="inputs">Numbers the members of <c>input</c>.</param>
internal sealed partial class Generator(RuleNode root, InputMembers inputs)
{
    private const int StepsBetweenChecks = 32;

    private List<Step> _steps = [];
    private int _slots;

    internal int Slots => _slots;

    internal int Collectors { get; private set; }

    internal int NewCollector() => Collectors++;

    /// <summary>Binds variables to the first slots, in order.</summary>
    internal void Bind(IEnumerable<Variable> variables)
    {
        foreach (var variable in variables)
        {
            Bind(variable);
        }
    }

    /// <summary>Generates a body.</summary>
    /// <param name="body">The ordered body.</param>
    /// <param name="end">Creates the last step, when all variables of the body have slots.</param>
    /// <returns>The first step.</returns>
    internal Step Body(CoreBody body, Func<Step> end)
    {
        Depth.Check();
        var outer = _steps;
        _steps = [];
        foreach (var statement in body.Statements)
        {
            Statement(statement);
        }

        _steps.Add(end());
        var first = Link(_steps);
        _steps = outer;
        return first;
    }

    /// <summary>Replaces the references with several values in the terms at the end of a body.</summary>
    internal List<CoreTerm> Ground(IEnumerable<CoreTerm> terms) => Prepare([.. terms]);

    private static Step Link(List<Step> steps)
    {
        for (var i = StepsBetweenChecks; i < steps.Count; i += StepsBetweenChecks)
        {
            steps.Insert(i, new DepthStep());
        }

        for (var i = 0; i + 1 < steps.Count; i++)
        {
            steps[i].Next = steps[i + 1];
        }

        return steps[0];
    }

    private int Bind(Variable variable) => variable.Slot = _slots++;

    private void Statement(CoreStatement statement)
    {
        if (statement.With.Count == 0)
        {
            Plain(statement);
            return;
        }

        var values = Prepare([.. statement.With.Select(with => with.Value ?? new CoreConstant(RegoValue.Null))]);
        var modifiers = statement.With.Select((with, i) => new Modifier(
            with.Target is { Head: CoreDocument { IsInput: true } },
            with.Target is null ? null : [.. with.Target.Path.Select(step => ((CoreConstant)step).Value)],
            with.Function is BuiltinCallee builtin ? builtin.Builtin : (with.Function as RuleCallee)?.Node,
            with.Value is null ? null : Expression(values[i]),
            with.Replacement)).ToArray();
        var outer = _steps;
        _steps = [];
        Plain(statement);
        var leave = new LeaveWithStep();
        _steps.Add(leave);
        var inner = Link(_steps);
        _steps = outer;
        _steps.Add(new WithStep(modifiers, inner, leave));
    }

    private void Plain(CoreStatement statement)
    {
        switch (statement)
        {
            case CoreTest test:
                Test(test);
                break;
            case CoreUnify unify:
                Unify(unify.Left, unify.Right);
                break;
            case CoreOperand operand:
                Unify(operand.Result, operand.Term);
                break;
            case CoreCall call:
                Call(call);
                break;
            case CoreNot not:
                _steps.Add(new NotStep(Found(not.Body)));
                break;
            case CoreLogic logic:
                _steps.Add(new LogicStep(logic.IsAnd, Found(logic.Left), Found(logic.Right)));
                break;
            case CoreEvery every:
                var domain = Expression(Prepare([every.Domain])[0]);
                var key = every.Key is null ? -1 : Bind(every.Key);
                var value = Bind(every.Value);
                _steps.Add(new EveryStep(domain, key, value, Found(every.Body)));
                break;
            case CorePrint print:
                _steps.Add(new PrintStep([.. print.Arguments.Select(Expression)]));
                break;
            default:
                throw new InvalidOperationException(statement.GetType().Name);
        }
    }

    private Step Found(CoreBody body) => Body(body, () => new FoundStep());

    private void Test(CoreTest test)
    {
        if (test.Term is CoreReference reference && IsOpen(reference))
        {
            Iterate(Inner(reference), null);
        }
        else
        {
            _steps.Add(new TestStep(Expression(Prepare([test.Term])[0])));
        }
    }

    private void Unify(CoreTerm left, CoreTerm right)
    {
        // One side may remain a reference with several values, each of which is matched against the other side.
        if (left is not CoreReference && right is CoreReference)
        {
            (left, right) = (right, left);
        }

        if (left is CoreReference reference && IsOpen(reference) && HeadIsKnown(reference))
        {
            var prepared = Prepare([right], keepHead: true)[0];
            var inner = Inner(reference);
            if (prepared is CoreReference other && IsOpen(other))
            {
                var value = new CoreVariable(new Variable("value", default, isGenerated: true));
                Iterate(inner, () => Pattern(value));
                Unify(other, value);
            }
            else
            {
                Iterate(inner, () => Pattern(prepared));
            }

            return;
        }

        var sides = Prepare([left, right]);
        (left, right) = (sides[0], sides[1]);
        if (!IsKnown(left))
        {
            _steps.Add(new MatchStep(Expression(right), Pattern(left)));
        }
        else if (!IsKnown(right))
        {
            _steps.Add(new MatchStep(Expression(left), Pattern(right)));
        }
        else
        {
            _steps.Add(new EqualStep(Expression(left), Expression(right)));
        }
    }

    private void Call(CoreCall call)
    {
        List<CoreTerm> terms = [.. call.Arguments];
        if (call.Result is not null)
        {
            terms.Add(call.Result);
        }

        terms = Prepare(terms);
        var arguments = terms.Take(call.Arguments.Count).Select(Expression).ToArray();
        var result = call.Result is null ? null : terms[^1];
        // The one builtin that looks a single member up.
        if (call.Callee.Name == "object.get" && arguments is [InputExpression, ConstantExpression { Value: RegoString name }, _])
        {
            arguments[0] = new InputExpression(inputs.Bit(name));
        }

        if (call.Callee is BuiltinCallee { Builtin: { Relation: not null } relation })
        {
            _steps.Add(new RelationStep(relation, arguments[0], result is null ? null : Pattern(result), call.At));
            return;
        }

        if (result is null && call.Callee.Name == "equal")
        {
            _steps.Add(new EqualStep(arguments[0], arguments[1]));
            return;
        }

        Expression expression = call.Callee is BuiltinCallee builtin
            ? Builtin(builtin.Builtin, arguments, call.At)
            : new FunctionExpression((RuleCallee)call.Callee, arguments, call.At);
        _steps.Add(result is null ? new TestStep(expression) : new MatchStep(expression, Pattern(result)));
    }

    private static Expression Builtin(Builtin builtin, Expression[] arguments, Location at)
    {
        var plain = new BuiltinExpression(builtin, arguments, at);
        return builtin.Spread is { } spread && arguments is [.. var first, ArrayExpression { Items: var items }]
            && first.Length + items.Length <= ArgumentBuffer.Size
            ? new SpreadExpression(plain, new BuiltinExpression(spread, [.. first, .. items], at))
            : plain;
    }
}
