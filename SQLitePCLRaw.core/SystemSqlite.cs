using System.Runtime.InteropServices;

namespace SQLitePCL;

/// <summary>The SQLite that the operating system keeps, and patches.</summary>
internal static class SystemSqlite
{
    private const string Linux = "libsqlite3.so.0";
    private const string MacOS = "libsqlite3.dylib";
    private const string Windows = "winsqlite3.dll";

    private static string FileName =>
        OperatingSystem.IsWindows() ? Windows : OperatingSystem.IsMacOS() ? MacOS : Linux;

    public static nint Load() => Load(FileName);

    /// <exception cref="DllNotFoundException">The library is not installed.</exception>
    internal static nint Load(string fileName)
    {
        // System32 alone on Windows: a file of that name planted beside the application or in its working folder is not loaded.
        var found = OperatingSystem.IsWindows()
            ? NativeLibrary.TryLoad(fileName, typeof(SystemSqlite).Assembly, DllImportSearchPath.System32, out var library)
            : NativeLibrary.TryLoad(fileName, out library);

        return found ? library : throw new DllNotFoundException(
            $"SQLite's library '{fileName}' was not found. {Remedy}");
    }

    private static string Remedy =>
        OperatingSystem.IsWindows() ? "It is a part of Windows 10 and later; Nano Server images lack it."
        : OperatingSystem.IsMacOS() ? "It is a part of macOS."
        : "Install the package libsqlite3-0 (Debian, Ubuntu) or sqlite-libs (Alpine, Fedora).";
}
