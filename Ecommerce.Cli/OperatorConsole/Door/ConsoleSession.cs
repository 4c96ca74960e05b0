namespace Ecommerce.Cli.OperatorConsole.Door;

/// <summary>The one session of this process: what its cookie and its forms hold. Nothing of it is written anywhere, so it ends with the
/// process.</summary>
internal sealed class ConsoleSession
{
    private readonly string _cookie = OneTimeLink.NewSecret();
    private string? _done;

    /// <summary>What every form sends along: a page of another origin cannot read it.</summary>
    public string FormToken { get; } = OneTimeLink.NewSecret();

    /// <summary>The value of the cookie, for whoever came by the link.</summary>
    public string Open() => _cookie;

    /// <summary>Whether a request belongs to it.</summary>
    /// <param name="cookie">The request's cookie; null if it has none.</param>
    public bool IsOpenTo(string? cookie) => OneTimeLink.IsEqual(_cookie, cookie);

    /// <summary>Remembers what was done, for the page that follows it.</summary>
    public void Note(string done) => Volatile.Write(ref _done, done);

    /// <summary>Whether that was done and no page has said so yet.</summary>
    public bool TakeNote(string done)
    {
        var noted = Volatile.Read(ref _done);
        return noted == done && ReferenceEquals(Interlocked.CompareExchange(ref _done, null, noted), noted);
    }

    /// <summary>Whether a form is one of its own.</summary>
    /// <param name="token">The form's field; null if it has none.</param>
    public bool IsOwnForm(string? token) => OneTimeLink.IsEqual(FormToken, token);
}
