using Rego.Values;

namespace Rego.Evaluate;

/// <summary>
/// The members of <c>input</c> that a policy names, each with a bit of its own, so that what an evaluation reads is one number.
/// Thread-safe.
/// </summary>
internal sealed class InputMembers
{
    /// <summary>
    /// The bit of whatever is not a named member: the whole input, a computed member, the clock, random numbers, what is printed.
    /// </summary>
    internal const ulong Everything = 1UL << Limit;

    // Further names share the bit of everything.
    private const int Limit = 63;

    private readonly Lock _gate = new();
    private volatile RegoValue[] _names = [];

    /// <summary>The bit of the member that a reference to <c>input</c> names first.</summary>
    internal ulong Bit(RegoValue name)
    {
        lock (_gate)
        {
            var index = Array.IndexOf(_names, name);
            if (index < 0 && name is RegoString && _names.Length < Limit)
            {
                index = _names.Length;
                _names = [.. _names, name];
            }

            return index < 0 ? Everything : 1UL << index;
        }
    }

    /// <summary>Whether all bits that are set are those of certain members.</summary>
    internal bool AreWithin(ulong bits, RegoKeys members)
    {
        if ((bits & Everything) != 0)
        {
            return false;
        }

        var names = _names;
        for (var i = 0; i < names.Length; i++)
        {
            if ((bits & (1UL << i)) != 0 && members.Table.Find(names[i]) < 0)
            {
                return false;
            }
        }

        return true;
    }
}
