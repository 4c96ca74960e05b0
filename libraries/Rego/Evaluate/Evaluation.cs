using Rego.Values;

namespace Rego.Evaluate;

/// <summary>
/// The state of one evaluation: documents, values so far, and limits. A statement under <c>with</c> runs in a child. A thread uses the same
/// one for one evaluation after another.
/// </summary>
internal sealed class Evaluation
{
    // A larger one is not used again: the state of a decision takes a few kilobytes.
    private const int MaxNodes = 1024;
    private const int MaxFrames = 1024;

    [ThreadStatic]
    private static Evaluation? _free;

    private Memory[] _memory = [];
    private readonly CallMemory? _results;
    private KnownRules? _known;

    private Evaluation()
    {
        Limits = new EvaluationLimits();
        Session = new BuiltinSession();
        Frames = new FrameStack();
        _results = new CallMemory();
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
        Frames = parent.Frames;
        Overridden = parent.Overridden;
        Mocks = parent.Mocks;
        _memory = new Memory[parent._memory.Length];
    }

    /// <summary>The evaluation outside the innermost <c>with</c>; null if there is none.</summary>
    internal Evaluation? Parent { get; }

    internal RegoValue? Input { get; private set; }

    internal RegoValue Data { get; private set; } = RegoObject.Empty;

    internal RuleNode Root { get; private set; } = null!;

    internal RegoEvaluationOptions Options { get; private set; } = RegoEvaluationOptions.Default;

    internal EvaluationLimits Limits { get; }

    internal BuiltinSession Session { get; }

    internal FrameStack Frames { get; }

    /// <summary>What functions have returned; null in a child, and where each call prints.</summary>
    internal CallMemory? Results { get; private set; }

    /// <summary>The virtual documents that <c>with</c> has replaced; null if there are none.</summary>
    internal HashSet<RuleNode>? Overridden { get; private set; }

    /// <summary>The functions that <c>with</c> has replaced, and their replacements; null if there are none.</summary>
    internal Dictionary<object, Mock>? Mocks { get; private set; }

    /// <summary>Begins an evaluation on this thread.</summary>
    internal static Evaluation Begin(
        RegoPolicy policy, RegoValue? input, RegoEvaluationOptions options, CancellationToken cancellationToken)
    {
        var evaluation = _free ?? new Evaluation();
        // A print or a clock may evaluate as well.
        _free = null;
        evaluation.Reset(policy, input, options, cancellationToken);
        return evaluation;
    }

    /// <summary>Ends an evaluation that has not failed, and gives its state to the thread's next one.</summary>
    internal void End()
    {
        if (_memory.Length <= MaxNodes && Frames.Size <= MaxFrames)
        {
            Array.Clear(_memory);
            _results!.Clear();
            (Input, Data, Options, _known) = (null, RegoObject.Empty, RegoEvaluationOptions.Default, null);
            Limits.End();
            Session.Reset(TimeProvider.System);
            _free = this;
        }
    }

    /// <summary>The value of a node's rules, computed at most once.</summary>
    internal RegoValue? Value(RuleNode node)
    {
        ref var memory = ref _memory[node.Id];
        if (memory.Progress == Progress.Known)
        {
            Session.Read(memory.Reads);
            return memory.Value;
        }

        if (memory.Progress == Progress.Busy)
        {
            throw new RegoEvaluationException(EvaluationErrors.Internal, $"rule {node.Name} is recursive");
        }

        if (_known is not null && _known.TryGet(node, out var known))
        {
            return known;
        }

        Depth.Check();
        memory.Progress = Progress.Busy;
        var outer = Session.TakeReads();
        memory.Value = node.Rules!.Evaluate(this);
        memory.Reads = Session.Reads;
        memory.Progress = Progress.Known;
        if (memory.Reads == 0)
        {
            _known?.Keep(node, memory.Value);
        }

        Session.Read(outer);
        return memory.Value;
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
        Limits.Reserve(24L * _memory.Length);
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

    private void Reset(RegoPolicy policy, RegoValue? input, RegoEvaluationOptions options, CancellationToken cancellationToken)
    {
        (Input, Data, Root, Options) = (input, policy.Data, policy.Compiler.Root, options);
        // What a builtin's error does to a rule, and that a rule prints, is not in its value.
        _known = options.StrictBuiltinErrors && options.Print is null ? policy.Known : null;
        if (_memory.Length < policy.Compiler.Nodes)
        {
            _memory = new Memory[policy.Compiler.Nodes];
        }

        _results!.Fit(policy.Compiler.Functions);
        Results = options.Print is null ? _results : null;
        Limits.Reset(options, cancellationToken);
        Session.Reset(options.TimeProvider);
        if (input is not RegoObject)
        {
            Session.Read(InputMembers.Everything);
        }
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
        internal ulong Reads;
        internal Progress Progress;
    }
}

/// <summary>The replacement of a function: a value or another function.</summary>
internal sealed record Mock(RegoValue? Value, Callee? Function);
