using Rego.Values;

namespace Rego.Evaluate;

/// <summary>One <c>with</c>: a document's path or a function, and its replacement.</summary>
internal sealed record Modifier(bool IsInput, RegoValue[]? Path, object? Function, Expression? Value, Callee? Replacement);

/// <summary>Runs a statement in a child evaluation, and the steps after it in the parent.</summary>
internal sealed class WithStep(Modifier[] modifiers, Step inner, LeaveWithStep leave) : Step
{
    internal override Step Next
    {
        get => leave.Next;
        set => leave.Next = value;
    }

    internal override bool Run(Evaluation evaluation, Frame frame)
    {
        var child = evaluation.Child();
        foreach (var modifier in modifiers)
        {
            var value = modifier.Value?.Evaluate(evaluation, frame);
            if (value is null && modifier.Replacement is null)
            {
                return false;
            }

            if (modifier.Path is null)
            {
                child.ReplaceFunction(modifier.Function!, new Mock(value, modifier.Replacement));
            }
            else if (modifier.IsInput)
            {
                child.ReplaceInput(modifier.Path, value!);
            }
            else
            {
                child.ReplaceData(modifier.Path, value!);
            }
        }

        return inner.Run(child, frame);
    }
}

internal sealed class LeaveWithStep : Step
{
    internal override bool Run(Evaluation evaluation, Frame frame) => Next.Run(evaluation.Parent!, frame);
}

/// <summary>A call of a builtin with several results.</summary>
internal sealed class RelationStep(Builtin builtin, Expression argument, Pattern? target, Location at) : Step
{
    internal override bool Run(Evaluation evaluation, Frame frame)
    {
        if (argument.Evaluate(evaluation, frame) is not { } value)
        {
            return false;
        }

        if (evaluation.Mocks is not null && evaluation.Mocks.ContainsKey(builtin))
        {
            return Calls.Invoke(evaluation, new BuiltinCallee(builtin), [value], at) is { } mocked
                && Accept(evaluation, frame, mocked);
        }

        foreach (var result in builtin.Relation!(evaluation, value))
        {
            evaluation.Limits.Step();
            if (Accept(evaluation, frame, result))
            {
                return true;
            }
        }

        return false;
    }

    private bool Accept(Evaluation evaluation, Frame frame, RegoValue value) =>
        (target is null ? !ReferenceEquals(value, RegoBoolean.FalseValue) : target.Match(evaluation, frame, value))
        && Next.Run(evaluation, frame);
}

/// <summary>Writes a line for each combination of its arguments' values, and always holds.</summary>
internal sealed class PrintStep(Expression[] arguments) : Step
{
    internal override bool Run(Evaluation evaluation, Frame frame)
    {
        if (evaluation.Options.Print is { } print)
        {
            evaluation.Session.Read(InputMembers.Everything);
            var lines = new List<string> { "" };
            for (var i = 0; i < arguments.Length; i++)
            {
                var values = ((RegoSet)arguments[i].Evaluate(evaluation, frame)!).ToSortedArray();
                var texts = values.Length == 0 ? ["<undefined>"] : values.Select(value => value.Text ?? value.ToString()).ToArray();
                evaluation.Limits.Reserve((long)lines.Count * texts.Length * 64);
                lines = [.. lines.SelectMany(line => texts.Select(text => line.Length == 0 && i == 0 ? text : $"{line} {text}"))];
            }

            foreach (var line in lines)
            {
                print(line);
            }
        }

        return Next.Run(evaluation, frame);
    }
}
