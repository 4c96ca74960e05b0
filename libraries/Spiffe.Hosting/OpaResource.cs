namespace Spiffe.Hosting;

/// <summary>An OPA server on a Unix socket.</summary>
public sealed class OpaResource : ContainerResource
{
    internal OpaResource(string name, string folder)
        : base(name) => Folder = folder;

    /// <summary>The folder of its socket.</summary>
    public string Folder { get; }

    /// <summary>Address of its socket.</summary>
    public string Endpoint => $"unix://{Socket}";

    internal string Socket => Path.Combine(Folder, "opa.sock");
}
