using A2A.V1;

namespace A2A.Server;

/// <summary>What the states of a task mean (A2A 4.1.3).</summary>
public static class TaskStates
{
    /// <summary>Whether a task has ended for good.</summary>
    public static bool IsTerminal(this TaskState state) =>
        state is TaskState.Completed or TaskState.Failed or TaskState.Canceled or TaskState.Rejected;

    /// <summary>Whether it goes on only once someone has done something.</summary>
    public static bool IsInterrupted(this TaskState state) => state is TaskState.InputRequired or TaskState.AuthRequired;

    // With AUTH_REQUIRED the answer comes by another way, and the task goes on by itself.
    internal static bool EndsStream(this TaskState state) => state.IsTerminal() || state is TaskState.InputRequired;
}
