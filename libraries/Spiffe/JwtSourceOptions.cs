namespace Spiffe;

/// <summary>How a <see cref="JwtSource"/> asks its Workload API.</summary>
public sealed class JwtSourceOptions
{
    /// <inheritdoc cref="X509SourceOptions.Endpoint"/>
    public string? Endpoint { get; init; }

    /// <summary>Whose JWT-SVIDs to fetch; if null, the workload's default identity's.</summary>
    public SpiffeId? Id { get; init; }

    /// <summary>How long the Workload API may take to answer. 5 seconds unless set.</summary>
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The clock for validity.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
