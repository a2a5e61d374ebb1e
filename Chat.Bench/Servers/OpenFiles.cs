using System.Runtime.InteropServices;

namespace Chat.Bench.Servers;

/// <summary>The limit of open files, which servers started from here inherit: each stream takes one on either side.</summary>
internal static partial class OpenFiles
{
    private const int Kind = 7; // RLIMIT_NOFILE

    /// <summary>Raises the limit as far as it must be, and the hard limit too for whoever may.</summary>
    /// <exception cref="InvalidOperationException">This user may not; says what helps.</exception>
    public static void Allow(int count)
    {
        var limit = default(Limit);
        if (Get(Kind, ref limit) == 0 && limit.Soft >= (nuint)count)
            return;
        var wanted = new Limit { Soft = (nuint)count, Hard = nuint.Max(limit.Hard, (nuint)count) };
        if (Set(Kind, in wanted) != 0)
            throw new InvalidOperationException(
                $"This takes {count} open files and at most {limit.Hard} are allowed. Run it as root, or raise the limit first: "
                + $"'ulimit -Hn {count}' in a root shell, LimitNOFILE={count} of a service, or /etc/security/limits.conf.");
    }

    [LibraryImport("libc", EntryPoint = "getrlimit", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int Get(int kind, ref Limit limit);

    [LibraryImport("libc", EntryPoint = "setrlimit", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int Set(int kind, in Limit limit);

    [StructLayout(LayoutKind.Sequential)]
    private struct Limit
    {
        public nuint Soft;
        public nuint Hard;
    }
}
