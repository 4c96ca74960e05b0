using System.Runtime.CompilerServices;
using Rego.Values;

namespace Rego.Evaluate;

/// <summary>The arguments of a call, on the stack. No builtin has more than <see cref="Size"/>; a function may.</summary>
[InlineArray(Size)]
internal struct ArgumentBuffer
{
    internal const int Size = 8;

    private RegoValue _first;
}

/// <summary>A call of a builtin with one result.</summary>
internal sealed class BuiltinExpression(Builtin builtin, Expression[] arguments, Location at) : Expression
{
    // From this breadth on, arguments are charged by their size.
    private const int Long = 256;

    internal override RegoValue? Evaluate(Evaluation evaluation, Frame frame)
    {
        var buffer = default(ArgumentBuffer);
        for (var i = 0; i < arguments.Length; i++)
        {
            if (arguments[i].Evaluate(evaluation, frame) is not { } value)
            {
                return null;
            }

            buffer[i] = value;
        }

        ReadOnlySpan<RegoValue> values = buffer[..arguments.Length];
        return evaluation.Mocks is null
            ? Invoke(evaluation, builtin, values, at)
            : Calls.Invoke(evaluation, new BuiltinCallee(builtin), values, at);
    }

    internal static RegoValue? Invoke(Evaluation evaluation, Builtin builtin, ReadOnlySpan<RegoValue> arguments, Location at)
    {
        evaluation.Limits.Step();
        try
        {
            var breadth = 0L;
            for (var i = 0; i < arguments.Length; i++)
            {
                if ((builtin.Parameters[i] & arguments[i].Kind.AsSet()) == Kinds.None)
                {
                    throw BuiltinException.Operand(i + 1, builtin.Parameters[i].Name(), arguments[i].Kind.Name());
                }

                breadth += arguments[i].Breadth;
            }

            if (breadth >= Long && !builtin.IsQuick)
            {
                evaluation.Limits.Text(breadth);
            }

            return builtin.Function(evaluation, arguments);
        }
        catch (BuiltinException exception)
        {
            return evaluation.Fail(builtin, exception, at);
        }
        catch (OverflowException exception)
        {
            return evaluation.Fail(builtin, new BuiltinException(exception.Message), at);
        }
    }
}

/// <summary>A call with an array of known items, which is only created for a function that replaces the builtin.</summary>
internal sealed class SpreadExpression(Expression plain, Expression spread) : Expression
{
    internal override RegoValue? Evaluate(Evaluation evaluation, Frame frame) =>
        (evaluation.Mocks is null ? spread : plain).Evaluate(evaluation, frame);
}

/// <summary>A call of a function that a policy defines.</summary>
internal sealed class FunctionExpression(RuleCallee callee, Expression[] arguments, Location at) : Expression
{
    internal override RegoValue? Evaluate(Evaluation evaluation, Frame frame)
    {
        var buffer = default(ArgumentBuffer);
        var values = arguments.Length <= ArgumentBuffer.Size ? buffer[..arguments.Length] : new RegoValue[arguments.Length];
        for (var i = 0; i < values.Length; i++)
        {
            if (arguments[i].Evaluate(evaluation, frame) is not { } value)
            {
                return null;
            }

            values[i] = value;
        }

        return evaluation.Mocks is null && evaluation.Overridden is null
            ? ((FunctionRules)callee.Node.Rules!).Call(evaluation, values)
            : Calls.Invoke(evaluation, callee, values, at);
    }
}

/// <summary>Calls while <c>with</c> may have replaced functions. A replacement itself calls the original ones.</summary>
internal static class Calls
{
    internal static RegoValue? Invoke(Evaluation evaluation, Callee callee, ReadOnlySpan<RegoValue> arguments, Location at)
    {
        object key = callee is BuiltinCallee builtin ? builtin.Builtin : ((RuleCallee)callee).Node;
        if (evaluation.Mocks is not null && evaluation.Mocks.TryGetValue(key, out var mock))
        {
            return mock.Function is null ? mock.Value : Plain(evaluation.WithoutMocks(), mock.Function, arguments, at);
        }

        return Plain(evaluation, callee, arguments, at);
    }

    private static RegoValue? Plain(Evaluation evaluation, Callee callee, ReadOnlySpan<RegoValue> arguments, Location at) =>
        callee is BuiltinCallee builtin
            ? BuiltinExpression.Invoke(evaluation, builtin.Builtin, arguments, at)
            : ((FunctionRules)((RuleCallee)callee).Node.Rules!).Call(evaluation, arguments);
}
