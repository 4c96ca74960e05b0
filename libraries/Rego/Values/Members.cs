namespace Rego.Values;

/// <summary>The members of collections in OPA's order.</summary>
internal static class Members
{
    /// <summary>Keys and values; an array's keys are its indices, and a set's members are their own keys.</summary>
    internal static IEnumerable<KeyValuePair<RegoValue, RegoValue>> Of(RegoValue collection)
    {
        switch (collection)
        {
            case RegoArray array:
                for (var i = 0; i < array.Items.Length; i++)
                {
                    yield return new(RegoNumber.Of(i), array.Items[i]);
                }

                break;
            case RegoSet set:
                foreach (var member in set.ToSortedArray())
                {
                    yield return new(member, member);
                }

                break;
            case RegoObject obj:
                foreach (var member in obj.ToSortedArray())
                {
                    yield return member;
                }

                break;
            default:
                break;
        }
    }

    /// <summary>The values alone.</summary>
    internal static RegoValue[] Values(RegoValue collection) => collection switch
    {
        RegoArray array => array.Items.ToArray(),
        RegoSet set => set.ToSortedArray(),
        RegoObject obj => [.. obj.ToSortedArray().Select(member => member.Value)],
        _ => [],
    };
}
