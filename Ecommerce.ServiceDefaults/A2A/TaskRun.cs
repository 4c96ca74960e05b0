namespace Ecommerce.ServiceDefaults.A2A;

/// <summary>A task that this replica works on, or is about to.</summary>
/// <param name="asked">The task as its message asks for it.</param>
/// <param name="isFollowUp">Whether the message goes to a task that waits for it.</param>
/// <param name="texts">What is said of it.</param>
internal class TaskRun(NewTask asked, bool isFollowUp, TaskTexts texts)
{
    private readonly TaskCompletionSource _left = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public NewTask Asked => asked;

    public TaskKey Key => asked.Key;

    public bool IsFollowUp => isFollowUp;

    public TaskTexts Texts => texts;

    /// <summary>There is a task, this one or the one that the same message began before; or the call is refused.</summary>
    public TaskCompletionSource<TaskKey> Begun { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The work on the task is not this replica's any more.</summary>
    public CancellationToken End => Ending.Token;

    /// <summary>This replica stops: what only waits is left to another.</summary>
    public Task Left => _left.Task;

    /// <summary>All of the work.</summary>
    public Task Work { get; set; } = Task.CompletedTask;

    /// <summary>Whether there is a task, and this replica works on it.</summary>
    public bool IsHeld { get; set; }

    /// <summary>Ends the work.</summary>
    public void Stop() => Ending.Cancel();

    /// <summary>Leaves what only waits to another replica.</summary>
    public void Leave() => _left.TrySetResult();

    // Never disposed: it holds nothing, and whoever stops the run may come when it is over.
    private CancellationTokenSource Ending { get; } = new();
}
