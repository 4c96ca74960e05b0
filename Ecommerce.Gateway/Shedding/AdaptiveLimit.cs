using Ecommerce.Contracts;

namespace Ecommerce.Gateway.Shedding;

/// <summary>
/// How many calls run at a time. It follows what calls take against what they take where few run: as long as the limit is reached and calls
/// stay near that, it grows; where they take several times as long, something behind the gateway is queueing, and it shrinks by the same
/// ratio. It is not safe for use by several threads.
/// </summary>
internal sealed class AdaptiveLimit
{
    /// <summary>The limit at first.</summary>
    public const int First = 24;

    /// <summary>The limit is never smaller; here it is also found out anew what calls need.</summary>
    public const int Least = 4;

    /// <summary>The limit is never larger.</summary>
    public const int Most = 512;

    /// <summary>A limit is changed after so many calls.</summary>
    public const int Window = 50;

    // A call among others takes longer than one alone, also where nothing is overloaded: they share processors and commits.
    private const double Tolerance = 4;

    // One step takes back no more than this part.
    private const double SteepestFall = 0.8;

    // What a call needs is this quantile of what it takes where few others run, as many as this part of the limit. Where many run it is
    // only lowered, by a notch, if a larger part of a window's calls took less: an overload must not pass for what calls need.
    private const double Quantile = 0.1;
    private const double Step = 0.05;
    private const double Notch = 0.8;
    private const int FewPart = 4;

    private const double Shortest = 0.01;

    private readonly Dictionary<Capability, Need> _needs = [];
    private double _limit = First;
    private double _took;
    private double _needed;
    private int _calls;
    private bool _wasReached;

    /// <summary>The limit of this moment.</summary>
    public int Current => (int)_limit;

    /// <summary>What a call took on average in the last window.</summary>
    public TimeSpan Typical { get; private set; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Says that a call had to wait.</summary>
    public void Reached() => _wasReached = true;

    /// <summary>Whether a call that begins beside so many others takes what it needs, and waits for none of them.</summary>
    public bool IsFew(int running) => running <= Current / FewPart || Current == Least;

    /// <summary>Takes a call's time into account.</summary>
    /// <param name="capability">What was called.</param>
    /// <param name="time">How long it took.</param>
    /// <param name="isFew">Whether few others ran when it began.</param>
    public void Record(Capability capability, TimeSpan time, bool isFew)
    {
        var took = Math.Max(time.TotalMilliseconds, Shortest);
        if (!_needs.TryGetValue(capability, out var need))
        {
            _needs[capability] = need = new Need { Milliseconds = took };
        }

        need.Learn(took, isFew);
        _took += took;
        _needed += need.Milliseconds;
        if (++_calls == Window)
        {
            Adapt();
        }
    }

    private void Adapt()
    {
        var gradient = Math.Clamp(Tolerance * _needed / _took, SteepestFall, 1);
        if (gradient < 1)
        {
            _limit *= gradient;
        }
        else if (_wasReached)
        {
            _limit += Math.Sqrt(_limit) / 2;
        }

        _limit = Math.Clamp(_limit, Least, Most);
        Typical = TimeSpan.FromMilliseconds(_took / _calls);
        (_took, _needed, _calls, _wasReached) = (0, 0, 0, false);
    }

    private sealed class Need
    {
        private int _among;
        private int _less;

        public required double Milliseconds { get; set; }

        public void Learn(double took, bool isFew)
        {
            var isLess = took < Milliseconds;
            if (isFew)
            {
                Milliseconds *= Math.Exp(Step * (isLess ? Quantile - 1 : Quantile));
                return;
            }

            _less += isLess ? 1 : 0;
            if (++_among == Window)
            {
                Milliseconds *= _less > Quantile * Window ? Notch : 1;
                (_among, _less) = (0, 0);
            }
        }
    }
}
