using System.Runtime.InteropServices;

namespace Ecommerce.Gateway.Limits;

/// <summary>
/// Bounds what the gateway holds of bodies that have not come whole yet, by caller and in all: nobody has proven anything before the last
/// byte, and who holds it back holds the rest in memory. A caller with many small requests is not held up.
/// </summary>
internal sealed class BodyLimits
{
    /// <summary>What a body may have uncounted: more than an order or a sign-up, and no more than the server's own buffer of it.</summary>
    public const int FreeBytes = 4 * 1024;

    /// <summary>What one caller's bodies may have: some of the largest.</summary>
    public const int BytesOfCaller = 8 * 1024 * 1024;

    /// <summary>What all bodies may have.</summary>
    public const int BytesOfAll = 128 * 1024 * 1024;

    private readonly Lock _gate = new();
    private readonly Dictionary<int, int> _callers = [];
    private int _all;

    /// <summary>Takes room for bytes that have been read.</summary>
    /// <param name="caller">The caller's counter; see <see cref="Callers"/>.</param>
    /// <param name="bytes">How many.</param>
    /// <returns>False if there is none.</returns>
    public bool TryTake(int caller, int bytes)
    {
        lock (_gate)
        {
            var held = _callers.GetValueOrDefault(caller);
            if (held + bytes > BytesOfCaller || _all + bytes > BytesOfAll)
            {
                return false;
            }

            (_callers[caller], _all) = (held + bytes, _all + bytes);
            return true;
        }
    }

    /// <summary>Gives back what was taken.</summary>
    public void Return(int caller, int bytes)
    {
        lock (_gate)
        {
            _all -= bytes;
            ref var held = ref CollectionsMarshal.GetValueRefOrNullRef(_callers, caller);
            if ((held -= bytes) == 0)
            {
                _callers.Remove(caller);
            }
        }
    }
}
