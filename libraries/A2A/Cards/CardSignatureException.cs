namespace A2A.Cards;

/// <summary>A card is not proved to be its agent's.</summary>
/// <param name="message">Why.</param>
/// <param name="inner">What caused it.</param>
public sealed class CardSignatureException(string message, Exception? inner = null) : Exception(message, inner);
