using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults.Capabilities;
using Ecommerce.ServiceDefaults.Database;

namespace Ecommerce.ServiceDefaults.A2A;

/// <summary>A task that calls a capability.</summary>
/// <param name="asked">The task as its message asks for it.</param>
/// <param name="isFollowUp">Whether the message goes to a task that waits for it.</param>
/// <param name="texts">What is said of it.</param>
/// <param name="method">The capability's method.</param>
internal sealed class SkillRun(NewTask asked, bool isFollowUp, TaskTexts texts, CapabilityMethod method)
    : TaskRun(asked, isFollowUp, texts)
{
    public CapabilityMethod Method => method;

    public Capability Capability => method.Capability;

    /// <summary>The key under which the capability is called; null without one.</summary>
    public IdempotencyKey? Idempotency { get; set; }

    /// <summary>The telling of what happens meanwhile; see <see cref="TaskProgress"/>.</summary>
    public Task Telling { get; set; } = Task.CompletedTask;

    /// <summary>The event of the work behind it that was told last; 0 if none was.</summary>
    public long LastTold { get; set; }

    /// <summary>Whether what happened last says that the work was undone.</summary>
    public bool IsUndone { get; set; }

    /// <summary>The items of its stream so far.</summary>
    public int Items { get; set; }

    /// <summary>Their bytes.</summary>
    public long Bytes { get; set; }
}
