using System.Buffers.Binary;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Chat.Bench.Load;

/// <summary>
/// Linux's readiness notification, with one system call for many sockets: a thousand pending receives of the runtime
/// would cost the load client as much as the server spends on sending.
/// </summary>
internal sealed partial class Epoll : IDisposable
{
    private const int Add = 1;
    private const uint Readable = 1;
    private const int MaxEvents = 256;

    // struct epoll_event is packed on x86-64 only.
    private static readonly int Size = RuntimeInformation.ProcessArchitecture is Architecture.X64 ? 12 : 16;

    private readonly int handle = Checked(Create(0));
    private readonly byte[] ready = new byte[MaxEvents * 16];

    public void Watch(Socket socket, int key)
    {
        Span<byte> wanted = stackalloc byte[16];
        BinaryPrimitives.WriteUInt32LittleEndian(wanted, Readable);
        BinaryPrimitives.WriteInt32LittleEndian(wanted[(Size - 8)..], key);
        Checked(Control(handle, Add, (int)socket.SafeHandle.DangerousGetHandle(), ref MemoryMarshal.GetReference(wanted)));
    }

    /// <summary>Keys of the sockets that can be read now; none after the time-out. Closed sockets leave by themselves.</summary>
    public int Wait(Span<int> keys, TimeSpan patience)
    {
        var count = Wait(handle, ref ready[0], Math.Min(keys.Length, MaxEvents), (int)patience.TotalMilliseconds);
        for (var i = 0; i < count; i++)
            keys[i] = BinaryPrimitives.ReadInt32LittleEndian(ready.AsSpan((i * Size) + Size - 8));
        return Math.Max(count, 0);
    }

    private static int Checked(int result) => result >= 0 ? result : throw new SocketException(Marshal.GetLastPInvokeError());

    public void Dispose() => Close(handle);

    [LibraryImport("libc", EntryPoint = "epoll_create1", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int Create(int flags);

    [LibraryImport("libc", EntryPoint = "epoll_ctl", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int Control(int epoll, int operation, int socket, ref byte wanted);

    [LibraryImport("libc", EntryPoint = "epoll_wait", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int Wait(int epoll, ref byte ready, int max, int milliseconds);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int Close(int handle);
}
