using Ecommerce.Contracts;

namespace Ecommerce.Gateway.Shedding;

/// <summary>A call's turn. Only what succeeds tells how long such a call takes.</summary>
internal sealed class Turn : IDisposable
{
    private readonly Turns _turns;
    private bool _succeeded;

    public Turn(Turns turns, Capability? capability)
    {
        (_turns, Capability) = (turns, capability);
        Node = new(this);
    }

    /// <summary>What is called; null if it is no capability.</summary>
    public Capability? Capability { get; }

    /// <summary>When it began.</summary>
    public long Started { get; init; }

    /// <summary>Whether few others ran when it began.</summary>
    public bool IsAmongFew { get; init; }

    /// <summary>Its place among those that run; in no list if it takes nobody's place.</summary>
    public LinkedListNode<Turn> Node { get; }

    /// <summary>Says that the call has succeeded.</summary>
    public void Succeed() => _succeeded = true;

    /// <inheritdoc/>
    public void Dispose() => _turns.End(this, _succeeded && Node.List is not null ? _turns.Elapsed(Started) : null);
}
