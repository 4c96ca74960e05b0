using System.Globalization;

namespace Spiffe.Authority;

/// <summary>One process beyond doubt: a PID is reused, a PID with its start time is not.</summary>
/// <param name="Pid">Process ID.</param>
/// <param name="StartTime">Clock ticks after boot: field 22 of <c>/proc/PID/stat</c>, proc(5).</param>
public sealed record ProcessIdentity(int Pid, long StartTime)
{
    /// <summary>This process.</summary>
    public static ProcessIdentity Current => Of(Environment.ProcessId);

    /// <summary>Whether it still runs; a zombie does not.</summary>
    public bool IsAlive => StartTime != 0 && Of(Pid) == this;

    /// <summary>The process that has that PID now; start time 0 if there is none.</summary>
    public static ProcessIdentity Of(int pid)
    {
        try
        {
            // The second field is the command in parentheses and may itself hold spaces and parentheses.
            var stat = File.ReadAllText($"/proc/{pid}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return new(pid, fields[0] is "Z" or "X" ? 0 : long.Parse(fields[19], CultureInfo.InvariantCulture));
        }
        catch (IOException)
        {
            return new(pid, 0);
        }
    }
}
