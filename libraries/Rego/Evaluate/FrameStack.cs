namespace Rego.Evaluate;

/// <summary>The frames of the bodies in progress, each inside the one before it. Used by one evaluation at a time.</summary>
internal sealed class FrameStack
{
    private readonly List<Frame> _frames = [];
    private int _depth;

    /// <summary>The number of variables and collections that all frames have room for.</summary>
    internal int Size { get; private set; }

    internal Frame Enter(Clause clause)
    {
        if (_depth == _frames.Count)
        {
            _frames.Add(new Frame());
        }

        var frame = _frames[_depth++];
        if (frame.Slots.Length < clause.Slots || frame.Collectors.Length < clause.Collectors)
        {
            Size -= frame.Size;
            frame.Grow(clause);
            Size += frame.Size;
        }

        return frame;
    }

    /// <summary>Ends the innermost body, which is the clause's. Not called after an exception, which ends the evaluation.</summary>
    internal void Leave(Clause clause) => _frames[--_depth].Clear(clause);
}
