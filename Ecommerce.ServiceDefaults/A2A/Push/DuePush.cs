using Npgsql;

namespace Ecommerce.ServiceDefaults.A2A.Push;

/// <summary>A configuration with something to tell, which this replica has taken.</summary>
/// <param name="Id">Its number.</param>
/// <param name="TaskId">The task.</param>
/// <param name="ConfigId">The configuration's ID.</param>
/// <param name="Owner">Whose it is.</param>
/// <param name="Config">The configuration, encrypted.</param>
/// <param name="Sent">The last event that the receiver has taken.</param>
/// <param name="Attempts">How often the next one was tried.</param>
/// <param name="Holder">By what the database knows that this replica has taken it, this time.</param>
internal sealed record DuePush(
    long Id, Guid TaskId, string ConfigId, byte[] Owner, byte[] Config, int Sent, int Attempts, Guid Holder)
{
    /// <summary>Reads the columns of <see cref="PushSql.Take"/>.</summary>
    public static DuePush Read(NpgsqlDataReader reader) => new(
        reader.GetInt64(0),
        reader.GetGuid(1),
        reader.GetString(2),
        reader.GetFieldValue<byte[]>(3),
        reader.GetFieldValue<byte[]>(4),
        reader.GetInt32(5),
        reader.GetInt32(6),
        reader.GetGuid(7));
}
