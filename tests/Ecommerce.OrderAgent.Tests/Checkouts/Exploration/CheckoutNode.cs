using Ecommerce.OrderAgent.Checkouts;

namespace Ecommerce.OrderAgent.Tests.Checkouts.Exploration;

/// <summary>A replica that works on the checkout.</summary>
/// <param name="State">What it will write: what it read, and what it learned since.</param>
/// <param name="Paid">Whether it knows the payment's identity.</param>
/// <param name="Open">Its calls that have no answer yet; none: it writes next.</param>
internal readonly record struct Holder(int State, bool Paid, CheckoutCommands Open);

/// <summary>One state of all that takes part.</summary>
/// <param name="State">The checkout's row.</param>
/// <param name="Paid">Whether the order's row has the payment's identity.</param>
/// <param name="World">The world outside.</param>
/// <param name="Current">The replica that read the row as it is.</param>
/// <param name="Stale">A replica that read it before another wrote it, and does not know.</param>
internal readonly record struct CheckoutNode(int State, bool Paid, int World, Holder? Current, Holder? Stale);

/// <summary>What can happen.</summary>
internal enum Happening
{
    Claim, Answer, LostAnswer, LostCall, LateCall, Save, SaveAndLetGo, StaleSave, Crash, StaleCrash, Cancel, Told, ToldAgain, Drift,
}

/// <summary>One step from a node to the next.</summary>
/// <param name="Happening">What happens.</param>
/// <param name="Command">The call that it is about, if any.</param>
/// <param name="Event">The number of the event that it brings, or -1.</param>
/// <param name="Met">It waited for the save of the holder's step, and goes on when that is committed.</param>
internal readonly record struct CheckoutMove(Happening Happening, CheckoutCommands Command = default, int Event = -1, bool Met = false);
