namespace Chat.Shared;

/// <summary>
/// The product's words. English is written where it is used and is the key; <c>Text.ko.resx</c> holds the Korean.
/// </summary>
public sealed class Text;
