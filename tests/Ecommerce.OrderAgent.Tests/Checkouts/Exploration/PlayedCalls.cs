using Ecommerce.OrderAgent.Checkouts;

namespace Ecommerce.OrderAgent.Tests.Checkouts.Exploration;

/// <summary>A call that waits for its answer; for ever, if its caller is taken for dead.</summary>
internal sealed class PlayedCall
{
    private readonly TaskCompletionSource<CheckoutEvent> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What it will be answered, once its turn has come; what has none is lost.</summary>
    public CheckoutEvent Answer { get; set; } = new CheckoutEvent.NoAnswer();

    /// <summary>Ends with the answer.</summary>
    public Task<CheckoutEvent> Answered => _answer.Task;

    /// <summary>Lets the caller go on.</summary>
    public void Go() => _answer.TrySetResult(Answer);
}

/// <summary>The calls of all workers on one order, each held until it is let go.</summary>
internal sealed class PlayedCalls
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(long Version, CheckoutCommands Command), PlayedCall> _calls = [];

    /// <summary>If not null, answers every further call at once: the command, and the refund's attempt.</summary>
    public Func<CheckoutCommands, int, CheckoutEvent>? Calm { get; set; }

    /// <summary>The call of whoever holds that version of the checkout; null if it has not come.</summary>
    public PlayedCall? Find(long version, CheckoutCommands command)
    {
        lock (_gate)
        {
            return _calls.GetValueOrDefault((version, command));
        }
    }

    /// <summary>The calls of whoever holds that version of the checkout.</summary>
    public IReadOnlyList<PlayedCall> Of(long version)
    {
        lock (_gate)
        {
            return [.. _calls.Where(call => call.Key.Version == version).Select(call => call.Value)];
        }
    }

    /// <summary>Takes a worker's call.</summary>
    public Task<CheckoutEvent> SendAsync(CheckoutCommands command, Checkout checkout, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (Calm is not null)
            {
                return Task.FromResult(Calm(command, checkout.State.RefundAttempt));
            }

            var call = _calls[(checkout.Version, command)] = new PlayedCall();
            return call.Answered.WaitAsync(cancellationToken);
        }
    }
}
