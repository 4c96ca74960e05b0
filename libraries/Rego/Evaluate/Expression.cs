using Rego.Values;

namespace Rego.Evaluate;

/// <summary>A term with at most one value: all its variables are bound. Null is undefined.</summary>
internal abstract class Expression
{
    internal abstract RegoValue? Evaluate(Evaluation evaluation, Frame frame);
}

internal sealed class ConstantExpression(RegoValue value) : Expression
{
    internal RegoValue Value { get; } = value;

    internal override RegoValue Evaluate(Evaluation evaluation, Frame frame) => Value;
}

internal sealed class SlotExpression(int slot) : Expression
{
    internal override RegoValue Evaluate(Evaluation evaluation, Frame frame) => frame.Slots[slot];
}

/// <summary>The input, of which what follows reads what <paramref name="reads"/> says: bits of <see cref="InputMembers"/>.</summary>
internal sealed class InputExpression(ulong reads) : Expression
{
    internal override RegoValue? Evaluate(Evaluation evaluation, Frame frame)
    {
        evaluation.Session.Read(reads);
        return evaluation.Input;
    }
}

/// <summary>The base document, without rules.</summary>
internal sealed class BaseExpression : Expression
{
    internal override RegoValue? Evaluate(Evaluation evaluation, Frame frame) => evaluation.Data;
}

internal sealed class ArrayExpression(Expression[] items) : Expression
{
    internal Expression[] Items { get; } = items;

    internal override RegoValue? Evaluate(Evaluation evaluation, Frame frame) =>
        Values(evaluation, frame, Items) is { } values ? RegoArray.Of(values) : null;

    /// <summary>The values of several terms; null if one of them is undefined.</summary>
    internal static RegoValue[]? Values(Evaluation evaluation, Frame frame, Expression[] items)
    {
        Depth.Check();
        evaluation.Limits.Reserve(8L * items.Length);
        var values = new RegoValue[items.Length];
        for (var i = 0; i < values.Length; i++)
        {
            if (items[i].Evaluate(evaluation, frame) is not { } value)
            {
                return null;
            }

            values[i] = value;
        }

        return values;
    }
}

internal sealed class SetExpression(Expression[] items) : Expression
{
    internal override RegoValue? Evaluate(Evaluation evaluation, Frame frame)
    {
        Depth.Check();
        evaluation.Limits.Reserve(32L * items.Length);
        var builder = new RegoSet.Builder(items.Length);
        foreach (var item in items)
        {
            if (item.Evaluate(evaluation, frame) is not { } value)
            {
                return null;
            }

            builder.Add(value);
        }

        return builder.Build();
    }
}

internal sealed class ObjectExpression((Expression Key, Expression Value)[] members) : Expression
{
    internal override RegoValue? Evaluate(Evaluation evaluation, Frame frame)
    {
        Depth.Check();
        evaluation.Limits.Reserve(32L * members.Length);
        var builder = new RegoObject.Builder(members.Length);
        foreach (var member in members)
        {
            if (member.Key.Evaluate(evaluation, frame) is not { } key || member.Value.Evaluate(evaluation, frame) is not { } value)
            {
                return null;
            }

            builder.Set(key, value);
        }

        return builder.Build();
    }
}

/// <summary>An object with constant keys, which all its values share.</summary>
internal sealed class RecordExpression(KeyTable keys, Expression[] values) : Expression
{
    internal override RegoValue? Evaluate(Evaluation evaluation, Frame frame) =>
        ArrayExpression.Values(evaluation, frame, values) is { } items ? RegoObject.Of(keys, items) : null;
}

/// <summary>Text with inserted values; an undefined one is written as <c>&lt;undefined&gt;</c>.</summary>
internal sealed class TemplateExpression(Expression[] pieces, Location at) : Expression
{
    internal override RegoValue? Evaluate(Evaluation evaluation, Frame frame)
    {
        var text = new System.Text.StringBuilder();
        foreach (var piece in pieces)
        {
            switch (piece.Evaluate(evaluation, frame))
            {
                case RegoString literal:
                    evaluation.Limits.Text(literal.Value.Length);
                    text.Append(literal.Value);
                    break;
                case RegoArray { Items.Length: 1 } values:
                    evaluation.Limits.Text(values.Weight);
                    text.Append(values.Items[0].Text ?? values.Items[0].ToString());
                    break;
                case RegoArray { Items.Length: > 1 }:
                    throw EvaluationErrors.At(at, EvaluationErrors.Conflict, "template-strings must not produce multiple outputs");
                default:
                    text.Append("<undefined>");
                    break;
            }
        }

        evaluation.Limits.Text(text.Length);
        return RegoString.Of(text.ToString());
    }
}
