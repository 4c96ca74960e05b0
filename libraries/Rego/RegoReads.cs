using Rego.Evaluate;
using Rego.Values;

namespace Rego;

/// <summary>
/// What an evaluation read. An evaluation is deterministic, so one that read nothing but certain members of its input gives the same
/// value for every input that is an object and has the same values in those members, or lacks them as well.
/// </summary>
public readonly record struct RegoReads
{
    private readonly InputMembers? _members;
    private readonly ulong _bits;

    internal RegoReads(InputMembers members, ulong bits) => (_members, _bits) = (members, bits);

    /// <summary>
    /// Whether the evaluation read nothing but these top-level members of its input and the policy's data. False if it read the whole
    /// input or a member by a computed name, if the input is not an object, if it read the clock or random numbers, if it printed, and if
    /// it replaced functions.
    /// </summary>
    /// <param name="members">The names of the members.</param>
    public bool AreWithin(RegoKeys members) => _members is not null && _members.AreWithin(_bits, members);
}
