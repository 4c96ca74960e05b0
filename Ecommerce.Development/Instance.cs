using System.Text.Json;
using System.Text.Json.Serialization;
using Spiffe.Authority;

namespace Ecommerce.Development;

/// <summary>
/// The shop that runs now, as its runner last wrote it into <c>instance.json</c>: how to reach it, and which processes it consists of,
/// so that they can be found again if the runner dies.
/// </summary>
/// <param name="Runner">The process that supervises.</param>
/// <param name="Ready">Every agent has been ready once.</param>
/// <param name="PortBase">First port, or null for the well-known ones.</param>
/// <param name="Sockets">Folder of the Workload API sockets.</param>
/// <param name="DashboardUrl">The Aspire dashboard with its login token, if it runs.</param>
/// <param name="Processes">The children by name: <c>order</c>, <c>order-2</c> and so on, <c>postgres</c>, <c>dashboard</c>.</param>
/// <param name="Replicas">How many processes each agent has.</param>
public sealed record Instance(
    ProcessIdentity Runner, bool Ready, int? PortBase, string Sockets, string? DashboardUrl,
    IReadOnlyDictionary<string, ProcessIdentity> Processes, int Replicas = 1)
{
    /// <summary>
    /// The one Workload API socket of all workloads, where SPIRE serves them; null where each has its own in <see cref="Sockets"/>.
    /// </summary>
    public string? SharedSocket { get; init; }

    /// <summary>The instance's ports.</summary>
    [JsonIgnore]
    public Ports Ports => new(PortBase, Replicas);

    /// <summary>Reads it; null if no shop is recorded.</summary>
    /// <exception cref="ShopException">The file is not a record of a shop.</exception>
    public static Instance? Read(DataFolder folder)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllText(folder.InstanceFile), InstanceJson.Default.Instance);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (JsonException exception)
        {
            throw new ShopException($"{folder.InstanceFile} is not a record of a running shop: {exception.Message}", exception);
        }
    }

    /// <summary>Writes it, whole or not at all.</summary>
    public void Write(DataFolder folder) =>
        PrivateFiles.WriteAtomically(folder.InstanceFile, JsonSerializer.Serialize(this, InstanceJson.Default.Instance));

    /// <summary>The Workload API socket of a workload, as an endpoint address.</summary>
    public string SocketOf(string workload) => $"unix://{SharedSocket ?? Path.Combine(Sockets, workload) + ".sock"}";

    /// <summary>
    /// The SPIFFE ID that a workload asks for at that socket; null where the socket has no other. One program may be several workloads.
    /// </summary>
    public string? IdOf(string workload) => SharedSocket is null ? null
        : Registrations.Read(Registrations.File).SingleOrDefault(known => known.Name == workload) is { } registration
            ? $"spiffe://{Registrations.TrustDomain}{registration.Path}"
            : null;
}

/// <summary>Serializer of <see cref="Instance"/>, made at build time for a quick start.</summary>
[JsonSerializable(typeof(Instance))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
internal sealed partial class InstanceJson : JsonSerializerContext;
