using System.Globalization;

namespace Ecommerce.Cli.Development;

/// <summary>Measures one part's start.</summary>
internal sealed class ProgressTimer(string part, TimeProvider time, Action<string> write)
{
    private readonly long _started = time.GetTimestamp();

    /// <summary>The part is there.</summary>
    public void Done(string where) => write(string.Create(
        CultureInfo.InvariantCulture, $"{part,-10} {time.GetElapsedTime(_started).TotalSeconds,5:0.00} s  {where}"));
}

/// <summary>Tells how the start goes: one line a part, as each is done.</summary>
/// <param name="write">Takes a line; called from any thread.</param>
/// <param name="time">The clock.</param>
internal sealed class ShopProgress(Action<string> write, TimeProvider time)
{
    /// <summary>A part begins to start.</summary>
    public ProgressTimer Begin(string part) => new(part, time, write);

    /// <summary>Something worth a line happened.</summary>
    public void Note(string text) => write(text);
}
