using Rego.Values;

namespace Rego.Evaluate;

/// <summary>The state of one evaluation: documents, values so far, and limits. A statement under <c>with</c> runs in a child.</summary>
internal sealed class Evaluation
{
    private readonly Memory[] _memory;

    internal Evaluation(RegoValue? input, RegoValue data, RuleNode root, int nodes, RegoEvaluationOptions options)
    {
        Input = input;
        Data = data;
        Root = root;
        Options = options;
        Limits = new EvaluationLimits(options);
        Session = new BuiltinSession(options);
        if (input is not RegoObject)
        {
            Session.Read(InputMembers.Everything);
        }

        _memory = new Memory[nodes];
    }

    private Evaluation(Evaluation parent)
    {
        Parent = parent;
        Input = parent.Input;
        Data = parent.Data;
        Root = parent.Root;
        Options = parent.Options;
        Limits = parent.Limits;
        Session = parent.Session;
        Overridden = parent.Overridden;
        Mocks = parent.Mocks;
        _memory = new Memory[parent._memory.Length];
    }

    /// <summary>The evaluation outside the innermost <c>with</c>; null if there is none.</summary>
    internal Evaluation? Parent { get; }

    internal RegoValue? Input { get; private set; }

    internal RegoValue Data { get; private set; }

    internal RuleNode Root { get; }

    internal RegoEvaluationOptions Options { get; }

    internal EvaluationLimits Limits { get; }

    internal BuiltinSession Session { get; }

    /// <summary>The virtual documents that <c>with</c> has replaced; null if there are none.</summary>
    internal HashSet<RuleNode>? Overridden { get; private set; }

    /// <summary>The functions that <c>with</c> has replaced, and their replacements; null if there are none.</summary>
    internal Dictionary<object, Mock>? Mocks { get; private set; }

    /// <summary>The value of a node's rules, computed at most once.</summary>
    internal RegoValue? Value(RuleNode node)
    {
        ref var memory = ref _memory[node.Id];
        if (memory.Progress == Progress.Known)
        {
            return memory.Value;
        }

        if (memory.Progress == Progress.Busy)
        {
            throw new RegoEvaluationException(EvaluationErrors.Internal, $"rule {node.Name} is recursive");
        }

        Depth.Check();
        memory.Progress = Progress.Busy;
        var value = node.Rules!.Evaluate(this);
        memory.Value = value;
        memory.Progress = Progress.Known;
        return value;
    }

    /// <summary>Whether a virtual document, or one that contains it, has been replaced.</summary>
    internal bool IsOverridden(RuleNode node)
    {
        if (Overridden is null)
        {
            return false;
        }

        for (var at = node; at is not null; at = at.Parent)
        {
            if (Overridden.Contains(at))
            {
                return true;
            }
        }

        return false;
    }

    internal Evaluation Child()
    {
        Limits.Reserve(16L * _memory.Length);
        return new(this);
    }

    internal Evaluation WithoutMocks() => new(this) { Mocks = null };

    internal void ReplaceInput(RegoValue[] path, RegoValue value) => Input = Put(Input, path, value);

    internal void ReplaceData(RegoValue[] path, RegoValue value)
    {
        Data = Put(Data, path, value);
        if (Root.Find(path) is { } node)
        {
            Overridden = [.. Overridden ?? [], node];
        }
    }

    internal void ReplaceFunction(object function, Mock mock)
    {
        // A call passes the whole input to a builtin that is known to read one member; its replacement may read any.
        Session.Read(InputMembers.Everything);
        Mocks = new(Mocks ?? []) { [function] = mock };
    }

    /// <summary>The result of a failed builtin: an exception in strict mode, undefined otherwise.</summary>
    internal RegoValue? Fail(Builtin builtin, BuiltinException exception, Location at)
    {
        if (!Options.StrictBuiltinErrors)
        {
            return null;
        }

        throw EvaluationErrors.At(
            at, exception.IsType ? EvaluationErrors.Type : EvaluationErrors.Builtin, $"{builtin.Name}: {exception.Message}");
    }

    private RegoValue Put(RegoValue? document, ReadOnlySpan<RegoValue> path, RegoValue value)
    {
        Depth.Check();
        if (path.Length == 0)
        {
            return value;
        }

        var builder = new RegoObject.Builder();
        if (document is RegoObject obj)
        {
            Limits.Members(obj.Count);
            builder.SetAll(obj);
        }

        builder.Set(path[0], Put(builder.Get(path[0]), path[1..], value));
        return builder.Build();
    }

    private enum Progress : byte
    {
        Unknown,
        Busy,
        Known,
    }

    private struct Memory
    {
        internal RegoValue? Value;
        internal Progress Progress;
    }
}

/// <summary>The replacement of a function: a value or another function.</summary>
internal sealed record Mock(RegoValue? Value, Callee? Function);
