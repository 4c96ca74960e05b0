using Ecommerce.OrderAgent.Checkouts;
using static Ecommerce.OrderAgent.Checkouts.CheckoutCommands;

namespace Ecommerce.OrderAgent.Tests.Checkouts;

/// <summary>Answers as they are read out to the worker, in place of callees: what it does with them is what is tested.</summary>
internal static class Answers
{
    public static readonly Guid TransactionId = Guid.Parse("01890000-0000-7000-8000-000000000001");

    /// <summary>Yes to everything.</summary>
    public static CheckoutEvent Yes(CheckoutCommands command) => command switch
    {
        Reserve => new CheckoutEvent.Reserved(TimeProvider.System.GetUtcNow().AddMinutes(3)),
        Pay or Inquire => new CheckoutEvent.Captured(TransactionId),
        Confirm => new CheckoutEvent.Confirmed(),
        VoidPayment => new CheckoutEvent.Voided(),
        Release => new CheckoutEvent.Released(),
        Refund => new CheckoutEvent.RefundEnded(),
        ReturnItems => new CheckoutEvent.ItemsReturned(),
        RefundLate => new CheckoutEvent.LateRefunded(),
        _ => throw new ArgumentOutOfRangeException(nameof(command)),
    };

    public static CheckoutCall Always { get; } = (command, _, _) => Task.FromResult(Yes(command));

    /// <summary>These answers to one command, in their order, and then yes; yes to everything else.</summary>
    public static CheckoutCall First(CheckoutCommands command, params CheckoutEvent[] answers)
    {
        var next = -1;
        return (sent, _, _) => Task.FromResult(
            sent == command && Interlocked.Increment(ref next) is var i && i < answers.Length ? answers[i] : Yes(sent));
    }

    /// <summary>No answer to one command, ever; yes to everything else.</summary>
    public static CheckoutCall Never(CheckoutCommands command) =>
        (sent, _, _) => Task.FromResult(sent == command ? new CheckoutEvent.NoAnswer() : Yes(sent));

    /// <summary>No answer to one command as long as the replica lives; yes to everything else.</summary>
    public static CheckoutCall Hang(CheckoutCommands command) => async (sent, _, cancellationToken) =>
    {
        if (sent == command)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        }

        return Yes(sent);
    };
}
