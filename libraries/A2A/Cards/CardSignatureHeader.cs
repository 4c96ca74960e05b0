namespace A2A.Cards;

/// <summary>What a signature says of its key. It is the signer's word, and proves nothing.</summary>
/// <param name="Algorithm">Such as ES256.</param>
/// <param name="KeyId"><c>kid</c>; null if it is missing.</param>
/// <param name="KeySetUrl"><c>jku</c>; null if it is missing. Whoever fetches it lets the signer choose whom to trust.</param>
/// <param name="Certificates"><c>x5c</c> in DER, the signer's own first; empty if it is missing.</param>
public sealed record CardSignatureHeader(string Algorithm, string? KeyId, string? KeySetUrl, IReadOnlyList<byte[]> Certificates);
