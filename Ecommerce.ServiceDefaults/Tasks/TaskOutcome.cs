namespace Ecommerce.ServiceDefaults.Tasks;

/// <summary>What became of a <see cref="CapabilityTask"/>.</summary>
public enum TaskOutcome
{
    /// <summary>It runs, or it never ran: who may not run it, or sent what cannot be read, has no task but an error.</summary>
    Pending,

    /// <summary>It has a reply.</summary>
    Completed,

    /// <summary>The agent's rules refuse it; see <see cref="Contracts.ErrorCodes.IsBusinessRefusal"/>.</summary>
    Refused,

    /// <summary>Its deadline has passed, and the work may go on.</summary>
    TimedOut,
}
