using System.Globalization;

namespace Ecommerce.Development;

/// <summary>Measures one part's start.</summary>
public sealed class ProgressTimer(string part, TimeProvider time, Action<string> write)
{
    private readonly long _started = time.GetTimestamp();

    /// <summary>The part is ready.</summary>
    public void Done(string where) => write(string.Create(
        CultureInfo.InvariantCulture, $"{part,-10} {time.GetElapsedTime(_started).TotalSeconds,5:0.00} s  {where}"));
}

/// <summary>Reports the progress of the start: a line for each part, once it is ready.</summary>
/// <param name="write">Takes a line; called from any thread.</param>
/// <param name="time">The clock.</param>
public sealed class ShopProgress(Action<string> write, TimeProvider time)
{
    /// <summary>A part begins to start.</summary>
    public ProgressTimer Begin(string part) => new(part, time, write);

    /// <summary>Something else worth a line.</summary>
    public void Note(string text) => write(text);
}
