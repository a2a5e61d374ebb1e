using System.Runtime.InteropServices;

namespace SQLitePCL;

/// <summary>Managed objects that SQLite holds by pointer, kept alive until it lets go of them.</summary>
// SQLite never gets a delegate, which the collector could take or move: it gets a static function and one of these.
internal static unsafe class Roots
{
    /// <summary>The function by which SQLite lets go.</summary>
    public static delegate* unmanaged<nint, void> Destructor => &Destroy;

    public static nint Add(object target) => GCHandle.ToIntPtr(GCHandle.Alloc(target));

    public static T Get<T>(nint root)
        where T : class => (T)GCHandle.FromIntPtr(root).Target!;

    public static void Remove(nint root) => GCHandle.FromIntPtr(root).Free();

    [UnmanagedCallersOnly]
    private static void Destroy(nint root) => Remove(root);
}
